// @ts-check
/** Finds what belongs to one machine and not to the repository: its folders, and the registry it installs from. */
import { homedir } from 'node:os';
import { dirname } from 'node:path';

/** Folders every machine has: naming them gives nothing away. */
const ordinary = new Set([
  '/',
  '/app',
  '/home',
  '/mnt',
  '/opt',
  '/root',
  '/src',
  '/srv',
  '/tmp',
  '/usr',
  '/var',
]);

const before = '(^|[\\s"\'`(=:])';
const personalFolder = new RegExp(`${before}/(home|Users)/[A-Za-z]`);

/**
 * @param {string[]} files
 * @param {(path: string) => string} read
 * @param {{ root: string, registry: string }} machine
 * @returns {string[]}
 */
export function leakFaults(files, read, { root, registry }) {
  const folders = [root, dirname(root), homedir()].filter((folder) => !ordinary.has(folder));
  const machine = [
    ...folders.map((folder) => new RegExp(`${before}${escaped(folder)}(/|\\b)`)),
    personalFolder,
  ];
  const host = registry && new URL(registry).host;
  const registries = [
    /https?:\/\/[^\s/"']*\bregistry\b/i,
    /^\s*registry\s*=/m,
    ...(host ? [new RegExp(escaped(host))] : []),
  ];

  return files.flatMap((path) => {
    const text = read(path);
    // The lockfile's integrity hashes stand alone; an address beside one ties it to one registry.
    const pinned = path === 'pnpm-lock.yaml' ? [...registries, /\btarball: /] : registries;
    return [
      ...machine.flatMap((pattern) => faults(path, text, pattern, 'names a folder of one machine')),
      ...pinned.flatMap((pattern) => faults(path, text, pattern, 'names a package registry')),
    ];
  });
}

/** @param {string} literal */
function escaped(literal) {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * @param {string} path
 * @param {string} text
 * @param {RegExp} pattern
 * @param {string} fault
 */
function faults(path, text, pattern, fault) {
  return text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${fault}`] : []));
}
