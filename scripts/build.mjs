// @ts-check
/**
 * Builds what `npm start` serves and what the tests run against, and only what changed: for each package
 * its own `generate` script, then its own `build` script, if its package.json has one.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { precompress } from './precompress.mjs';
import { quietly, sayFailure, step } from './say.mjs';
import { filesUnder, hashOf, isStamped, root, stamp, unstamp } from './stamps.mjs';
import { install, manifest, toolEnvironment, workspaceFolders } from './toolchain.mjs';

/** In the order of their dependencies; everything else is read as source by these. */
const served = ['packages/api', 'packages/widgets', 'apps/console', 'apps/server'];
/** What browsers download, of those. */
const downloaded = new Map([
  ['packages/widgets', 'dist/script-tag'],
  ['apps/console', 'dist'],
]);

/** Code that other code imports, so it comes first, and types and lint need it too. */
export async function generate() {
  for (const room of served) await runScript(room, 'generate');
}

export async function build() {
  await generate();
  for (const room of served) await runScript(room, 'build');
}

/**
 * @param {string} room
 * @param {'generate' | 'build'} script
 */
async function runScript(room, script) {
  const folder = join(root, room);
  if (!manifest(folder).scripts?.[script]) return;
  const name = `${room}-${script}`;
  const hash = inputHash(folder);
  if (isStamped(name, outputHash(folder, script, hash))) return;
  // Without its stamp first, a build stopped halfway would pass for a finished one.
  unstamp(name);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const label = `${script === 'generate' ? 'Generating' : 'Building'} ${room}`;
  await step(label, () => quietly(npm, ['run', '--silent', script], { cwd: folder, env: toolEnvironment }));
  const files = script === 'build' && downloaded.get(room);
  if (files) precompress(join(folder, files));
  stamp(name, outputHash(folder, script, hash));
}

/** A package's own files, those of every workspace package it can import, and what they were installed from. */
function inputHash(/** @type {string} */ folder) {
  const folders = new Set([folder]);
  const named = new Map(workspaceFolders().map((each) => [manifest(each).name, each]));
  for (const each of folders) {
    const { dependencies, devDependencies } = manifest(each);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const sibling = named.get(name);
      if (sibling) folders.add(sibling);
    }
  }
  const shared = ['pnpm-lock.yaml', 'tsconfig.base.json'].map((file) => join(root, file));
  return hashOf([...[...folders].sort(), ...shared], [process.version]);
}

/**
 * What was made belongs to the stamp, by name and number: a deleted or emptied output is made again.
 *
 * @param {string} folder
 * @param {'generate' | 'build'} script
 * @param {string} inputs
 */
function outputHash(folder, script, inputs) {
  const made = script === 'build' ? [join(folder, 'dist')] : generatedFolders(join(folder, 'src'));
  return hashOf([], [inputs, ...made.flatMap(filesUnder)]);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function generatedFolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const inner = join(folder, name);
      return name === 'generated' ? [inner] : generatedFolders(inner);
    });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await install();
    await build();
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}
