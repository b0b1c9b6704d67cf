// @ts-check
/**
 * Everything that can be judged without running Hearth: format and lint, types, arrows, circles, dead and
 * doubled code, the drift between the schema and its migrations, sizes, leaks.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from './build.mjs';
import { PlainError, quietly, sayFailure, secondsSince } from './say.mjs';
import { root } from './stamps.mjs';
import { install, manifest, toolEnvironment, workspaceFolders } from './toolchain.mjs';

/** @typedef {{ name: string, faults: () => Promise<string[]> }} Check */

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  await install();
  await generate();
  const totals = { passed: 0, failed: 0 };
  for (const { name, faults } of await checks()) {
    const started = performance.now();
    const found = await faults();
    totals[found.length ? 'failed' : 'passed'] += 1;
    console.log(`  ${found.length ? '✗' : '✓'} ${name.padEnd(42)} ${secondsSince(started)}`);
    for (const fault of found) console.log(fault.replace(/^/gm, '      '));
  }
  return totals;
}

/** @returns {Promise<Check[]>} */
async function checks() {
  // Only now: these need the packages that install() brought.
  const { importsOf } = await import('./imports.mjs');
  const { arrowFaults } = await import('./arrows.mjs');
  const { cycleFaults } = await import('./cycles.mjs');
  const { duplicateFaults } = await import('./duplicates.mjs');
  const { leakFaults } = await import('./leaks.mjs');
  const { sqlFaults } = await import('./sql.mjs');
  const { shapeFaults } = await import('./shape.mjs');
  const { testHomeFaults } = await import('./test-homes.mjs');
  const { repositoryFiles, sources } = await import('./sources.mjs');

  const files = repositoryFiles();
  const code = sources();
  const imports = code.flatMap(importsOf);
  const manifests = new Map(
    workspaceFolders().map((folder) => [
      relative(root, folder).replaceAll('\\', '/') || '.',
      manifest(folder),
    ]),
  );
  const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
  const registry = execFileSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

  return [
    tool('format and lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
    tool('types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']),
    own('arrows between rooms', () => arrowFaults(imports, manifests)),
    own('SQL only in a store', () => sqlFaults(code)),
    own('no circles', () => cycleFaults(imports, manifests, new Set(files))),
    tool('no dead code, no stray dependency', 'knip/bin/knip.js', ['--no-progress']),
    own('nothing written twice', () => duplicateFaults(code)),
    tool('schema and migrations agree', '../packages/api/prisma/drift.mjs', []),
    { name: 'every test is run by somebody', faults: () => testHomeFaults(files) },
    own('sizes and names', () => shapeFaults(files, read, manifest(root))),
    own('nothing of one machine', () => leakFaults(files, read, { root, registry: registry.trim() })),
  ];
}

/** @param {string} name @param {() => string[]} faults @returns {Check} */
function own(name, faults) {
  return { name, faults: async () => faults() };
}

/**
 * @param {string} name
 * @param {string} script inside node_modules
 * @param {string[]} args
 * @returns {Check}
 */
function tool(name, script, args) {
  const command = [join(root, 'node_modules', script), ...args];
  return {
    name,
    faults: () =>
      quietly(process.execPath, command, { cwd: root, env: toolEnvironment }).then(
        () => [],
        (error) => {
          if (error instanceof PlainError) return [error.message];
          throw error;
        },
      ),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { passed, failed } = await check();
    console.log(`\n${passed} checks passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}
