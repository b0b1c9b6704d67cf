// @ts-check
/**
 * What everything else stands on: a Node that is new enough, and the packages of the lockfile. Needs
 * nothing but Node and npm, and does nothing when nothing changed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlainError, quietly, sayFailure, step } from './say.mjs';
import { hashOf, isStamped, root, stamp } from './stamps.mjs';

const pnpmVersion = '12.21.0';

/**
 * The environment for every tool. Prisma's command line would download a native engine even to generate;
 * ours is WebAssembly, so it is given a program that fails instead of one that it fetches.
 */
export const toolEnvironment = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/false', CI: 'true' };

export function requireNode() {
  const wanted = /(\d+)\.(\d+)/.exec(manifest(root).engines.node);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [, wantedMajor = 0, wantedMinor = 0] = (wanted ?? []).map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new PlainError(
    `Hearth needs Node ${wantedMajor}.${wantedMinor} or newer; this is Node ${process.versions.node}.\n` +
      'Install a newer one (https://nodejs.org) and run the command again.',
  );
}

/** Installs exactly what the lockfile says, once for each state of the manifests. */
export async function install() {
  requireNode();
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'].map((name) => join(root, name));
  const manifests = workspaceFolders().map((folder) => join(folder, 'package.json'));
  const hash = hashOf(
    [...inputs, ...manifests],
    [process.version, process.platform, process.arch, pnpmVersion],
  );
  if (existsSync(join(root, 'node_modules/.modules.yaml')) && isStamped('install', hash)) return;
  await step('Installing packages', () => pnpm(['install', '--frozen-lockfile']));
  stamp('install', hash);
}

/**
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function pnpm(args) {
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  return quietly(npx, ['--yes', `pnpm@${pnpmVersion}`, ...args], { cwd: root, env: toolEnvironment });
}

/** Every package of the workspace, the root first: absolute folders. */
export function workspaceFolders() {
  const rooms = ['packages', 'apps', 'examples'].filter((room) => existsSync(join(root, room)));
  const inRooms = rooms.flatMap((room) =>
    readdirSync(join(root, room)).map((name) => join(root, room, name)),
  );
  const tests = ['test', 'test/page'].map((room) => join(root, room));
  return [root, ...inRooms, ...tests].filter((folder) => existsSync(join(folder, 'package.json')));
}

/** @param {string} folder */
export function manifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await install().catch((error) => {
    sayFailure(error);
    process.exitCode = 1;
  });
}
