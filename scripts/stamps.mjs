// @ts-check
/**
 * Remembers, by content, what was done already: a stamp holds the hash of a step's inputs, so that neither
 * a touched file nor a switched branch does a step twice or forgets one.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const cacheFolder = join(root, 'node_modules/.cache/hearth');

/** What a step makes, or others keep: never an input. */
const ignored = new Set(['node_modules', 'dist', 'generated', '.data', '.git']);

/**
 * @param {string} path a file or a folder, absolute
 * @returns {string[]} every file at or under it, sorted
 */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  /** @param {string} folder @returns {string[]} */
  const walk = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (ignored.has(entry.name)) return [];
      const found = join(folder, entry.name);
      return entry.isDirectory() ? walk(found) : entry.isFile() ? [found] : [];
    });
  try {
    return walk(path).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/**
 * @param {string[]} paths files and folders
 * @param {string[]} [facts] whatever else the step depends on
 */
export function hashOf(paths, facts = []) {
  const hash = createHash('sha256');
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const file of paths.flatMap(filesUnder)) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} name @param {string} hash */
export function isStamped(name, hash) {
  const file = stampFile(name);
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
}

/** @param {string} name @param {string} hash */
export function stamp(name, hash) {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stampFile(name), hash);
}

/** @param {string} name */
export function unstamp(name) {
  rmSync(stampFile(name), { force: true });
}

/** @param {string} name */
function stampFile(name) {
  return join(cacheFolder, `${name.replaceAll('/', '-')}.stamp`);
}
