// @ts-check
/** The files that belong to the repository, and which of its rooms each lives in. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesUnder, root } from './stamps.mjs';

/** @typedef {{ path: string, text: string }} Source the path is relative to the root, with forward slashes */

/** Every file git tracks or would track, deleted ones aside. */
export function repositoryFiles() {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return [...new Set(listed.split('\0'))].filter((path) => path && existsSync(join(root, path))).sort();
  } catch {
    // An unpacked archive has no git: then what lies there is the repository.
    return filesUnder(root).map((file) => relative(root, file).replaceAll('\\', '/'));
  }
}

/** @returns {Source[]} the code people wrote, tests included */
export function sources() {
  return repositoryFiles()
    .filter((path) => /\.(ts|mts|mjs|js)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Tests, and what only tests use: a package keeps its fixtures in src/testing or in a testing.ts.
 * @param {string} path */
export const isTest = (path) =>
  /(\.test\.(ts|mjs)|\/testing\.ts)$|^test\/|\/src\/(.+\/)?testing\//.test(path);

/**
 * @param {string} path
 * @returns {string} `schema`, `metrics`, `api`, `client`, `widgets`, `server`, `console`, `examples`,
 *   `test`, or `tooling` for the scripts and for configuration files anywhere
 */
export function roomOf(path) {
  const [first = '', second = ''] = path.split('/');
  if (/\.config\.(ts|mjs|js)$/.test(path) || first === 'scripts' || !path.includes('/')) return 'tooling';
  if (first === 'packages' || first === 'apps') return second;
  return first;
}

/** @param {string} path @returns {string} the folder of the package that owns a file, '.' for the root's */
export function packageOf(path) {
  const [first = '', second = ''] = path.split('/');
  if (['packages', 'apps', 'examples'].includes(first)) return `${first}/${second}`;
  return first === 'test' ? 'test' : '.';
}
