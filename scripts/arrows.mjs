// @ts-check
/**
 * The arrows of the house: which room may import which, and which outside packages a room may know. There
 * is no list of exceptions; a file that breaks an arrow is in the wrong room.
 */
import { posix } from 'node:path';
import { packageName } from './imports.mjs';
import { isTest, packageOf, roomOf } from './sources.mjs';

/** @typedef {import('./imports.mjs').Import} Import */

/**
 * What each room may import: `loads` at run time, `types` only as types, because zod and the backend must
 * not reach a member's browser. A room that is missing may import anything.
 *
 * @type {Record<string, { loads: string[], types: string[] }>}
 */
const arrows = {
  schema: { loads: [], types: [] },
  metrics: { loads: [], types: [] },
  client: { loads: [], types: ['schema', 'api'] },
  widgets: { loads: ['client'], types: ['schema'] },
  api: { loads: ['schema', 'metrics'], types: [] },
  server: { loads: ['api', 'schema'], types: [] },
  console: { loads: ['schema', 'metrics'], types: ['api'] },
  examples: { loads: ['widgets'], types: [] },
  tooling: { loads: [], types: [] },
};

/** @type {Record<string, RegExp>} the only outside packages these rooms' sources may load */
const outside = {
  schema: /^zod$/,
  metrics: /^$/,
  client: /^$/,
  widgets: /^(lit|@lit\/localize)$/,
};

/** Prisma, drivers and the generated client: for a feature's store.ts (or post-store.ts, comment-store.ts, where
 * one would be too long) and the database module alone. */
const databasePackage = /^(prisma|@prisma\/.*|pg|@electric-sql\/.*|pglite-prisma-adapter|pg-boss)$/;
export const mayTouchDatabase =
  /^((packages\/api|apps\/server)\/src\/(.+\/)?([a-z]+-)*store\.ts$|packages\/api\/(src\/database\/|prisma\/|prisma\.config\.ts$))/;

/**
 * @param {Import[]} imports
 * @param {Map<string, { name: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string> }>} manifests by folder
 * @returns {string[]} one sentence a fault
 */
export function arrowFaults(imports, manifests) {
  const folders = new Map([...manifests].map(([folder, { name }]) => [name, folder]));
  return imports.flatMap((each) => {
    const found = each.specifier.startsWith('.')
      ? relativeFault(each)
      : packageFault(each, folders.get(packageName(each.specifier)));
    const faults = [found, databaseFault(each), manifestFault(each, manifests)];
    return faults.filter((fault) => fault !== undefined).map((fault) => `${each.from}:${each.line} ${fault}`);
  });
}

/** @param {Import} each */
function relativeFault({ from, specifier }) {
  const target = posix.join(posix.dirname(from), specifier);
  const [here, there] = [packageOf(from), packageOf(target)];
  if (isTest(target) && !isTest(from) && roomOf(from) !== 'tooling')
    return `ships ${target}, which is for tests only`;
  if (here === there || roomOf(from) === 'test') return undefined;
  // Runner configurations sit in their package but are tooling: they reach the scripts by path.
  if (roomOf(from) === 'tooling' && roomOf(target) === 'tooling') return undefined;
  return `reaches into ${there} by path: import the package by its name`;
}

/** @param {Import} each @param {string | undefined} sibling the workspace folder it names, if it names one */
function packageFault(each, sibling) {
  return sibling ? siblingFault(each, roomOf(`${sibling}/package.json`)) : outsideFault(each);
}

/** @param {Import} each @param {string} target */
function siblingFault({ from, typeOnly }, target) {
  const room = roomOf(from);
  const allowed = arrows[room];
  if (!allowed || room === target || allowed.loads.includes(target)) return undefined;
  if (!allowed.types.includes(target)) return `${room} must not import ${target}`;
  // A test beside the source never ships, so it may hold the source against the real thing.
  if (typeOnly || isTest(from)) return undefined;
  return `${room} may import only types of ${target}: write \`import type\``;
}

/** @param {Import} each */
function outsideFault({ from, specifier, typeOnly }) {
  const room = roomOf(from);
  const allowed = outside[room];
  if (!allowed || isTest(from) || !from.includes('/src/')) return undefined;
  const name = packageName(specifier);
  if (room === 'widgets' && name.startsWith('@trpc/'))
    return 'widgets never know tRPC: hand it to the client';
  if (typeOnly || allowed.test(name)) return undefined;
  return `${room} must not depend on ${name}`;
}

/** @param {Import} each */
function databaseFault({ from, specifier }) {
  const room = roomOf(from);
  const isDatabase = databasePackage.test(packageName(specifier)) || specifier.includes('generated/prisma');
  if (!isDatabase || isTest(from) || mayTouchDatabase.test(from) || room === 'tooling') return undefined;
  return `only a feature's store.ts and the database module touch the database, and this imports ${specifier}`;
}

/**
 * What ships must be a dependency; knip already finds those that are missing or unused.
 *
 * @param {Import} each
 * @param {Map<string, { devDependencies?: Record<string, string>, dependencies?: Record<string, string> }>} manifests
 */
function manifestFault({ from, specifier, typeOnly }, manifests) {
  if (typeOnly || specifier.startsWith('.') || isTest(from) || !from.includes('/src/')) return undefined;
  const manifest = manifests.get(packageOf(from));
  const name = packageName(specifier);
  if (!manifest?.devDependencies?.[name] || manifest.dependencies?.[name]) return undefined;
  return `loads ${name}, which is only a devDependency of ${packageOf(from)}`;
}
