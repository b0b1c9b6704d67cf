// @ts-check
/**
 * Changes the sources a little, one change at a time, and runs the tests: a change that no test notices shows what
 * they do not look at. By hand, as it takes long: `npm run mutation`, or `npm run mutation -- metrics ledger`, or
 * `npm run mutation -- metrics=nps,wilson` for some of an area's files, or `compiler=trait-store:18-25` for some lines.
 * Works on a copy, so that nobody ever reads a changed source.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { areas } from './areas.mjs';

const root = realpathSync(fileURLToPath(new URL('../..', import.meta.url)));
const workspaces = [
  '',
  'packages/schema',
  'packages/metrics',
  'packages/api',
  'apps/server',
  'test',
  'test/mutation',
];
/** Built or fetched; generated sources are needed as they are. */
const left = new Set(['node_modules', 'dist', '.data', '.git', '.cache']);

/** @returns {string} a copy of the sources, with the packages of the original */
function copySources() {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'hearth-mutation-')));
  for (const name of readdirSync(root)) {
    if (left.has(name)) continue;
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (path) => !left.has(relative(root, path).split('/').at(-1) ?? ''),
    });
  }
  for (const folder of workspaces) {
    const modules = join(root, folder, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, join(copy, folder, 'node_modules'));
  }
  return copy;
}

/**
 * @param {string} folder
 * @param {string} file without its ending, with or without a range of lines
 */
function pathIn(folder, file) {
  const [name, lines] = file.split(':');
  return `${folder}/${name}.ts${lines === undefined ? '' : `:${lines}`}`;
}

/** @param {string} wanted an area, or some files of one */
async function run(wanted) {
  const [name = '', files] = wanted.split('=');
  const area = areas[name];
  if (!area) throw new Error(`There is no area ${name}. There are: ${Object.keys(areas).join(', ')}`);
  const copy = copySources();
  process.chdir(copy);
  process.env.HEARTH_AREA = name;
  try {
    await new Stryker({
      mutate: files === undefined ? area.mutate : files.split(',').map((file) => pathIn(area.folder, file)),
      inPlace: true,
      plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
      testRunner: 'vitest',
      vitest: { configFile: 'test/mutation/vitest.config.ts' },
      coverageAnalysis: 'perTest',
      concurrency: Number(process.env.HEARTH_MUTATION_WORKERS ?? 1),
      // A change that takes effect when a module is loaded needs every test again, one after the other.
      ignoreStatic: true,
      ignorers: [],
      timeoutMS: area.patienceMs ?? 20_000,
      timeoutFactor: 3,
      dryRunTimeoutMinutes: 20,
      reporters: ['progress-append-only', 'clear-text', 'json'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
      jsonReporter: { fileName: join(root, `node_modules/.cache/mutation/${wanted.slice(0, 200)}.json`) },
      tempDirName: join(copy, '.stryker-tmp'),
      allowConsoleColors: false,
      disableTypeChecks: false,
    }).runMutationTest();
  } finally {
    process.chdir(root);
    rmSync(copy, { recursive: true, force: true });
  }
}

const named = process.argv.slice(2);
for (const wanted of named.length > 0 ? named : Object.keys(areas)) await run(wanted);
