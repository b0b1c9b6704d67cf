// @ts-check
/** Sizes and names: the house stays readable only while its files stay small and its rooms few. */
import { isTest } from './sources.mjs';

const limits = { file: 400, codeMedian: 80, code95th: 250, rootEntries: 16, rootScripts: 9 };
const vagueNames = /(^|[/.-])(utils?|helpers?|common|misc)([/.-]|$)/;
const written = /\.(ts|mjs|js|css|html)$/;

/**
 * @param {string[]} files every file of the repository
 * @param {(path: string) => string} read
 * @param {{ scripts?: Record<string, string> }} rootManifest
 * @returns {string[]}
 */
export function shapeFaults(files, read, rootManifest) {
  const sized = files
    .filter((path) => written.test(path))
    .map((path) => ({ path, lines: read(path).split('\n').length - 1 }));
  const visible = new Set(
    files.map((path) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')),
  );
  const scripts = Object.keys(rootManifest.scripts ?? {}).length;
  return [
    ...sized
      .filter(({ lines }) => lines > limits.file)
      .map(
        ({ path, lines }) =>
          `${path} has ${lines} lines, more than ${limits.file}: it is two ideas, split it`,
      ),
    ...lengthFaults(sized.filter(({ path }) => !isTest(path)).map(({ lines }) => lines)),
    ...files
      .filter((path) => vagueNames.test(path))
      .map((path) => `${path} is named for no idea (utils, helpers, common, misc)`),
    ...files
      .filter((path) => written.test(path) && !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? ''))
      .map((path) => `${path} is not kebab-case`),
    ...files
      .filter((path) => path.endsWith('/index.ts') && !/^packages\/[^/]+\/src\/index\.ts$/.test(path))
      .map((path) => `${path} is an inner barrel: a package has one index.ts, in its src`),
    ...(visible.size > limits.rootEntries
      ? [`the root shows ${visible.size} entries, more than ${limits.rootEntries}`]
      : []),
    ...(scripts > limits.rootScripts
      ? [`the root has ${scripts} scripts, more than ${limits.rootScripts}`]
      : []),
  ];
}

/** @param {number[]} lengths of the files that are not tests */
function lengthFaults(lengths) {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return [
    ...(at(0.5) > limits.codeMedian
      ? [`the median file has ${at(0.5)} lines, more than ${limits.codeMedian}`]
      : []),
    ...(at(0.95) > limits.code95th
      ? [`the 95th percentile of files has ${at(0.95)} lines, more than ${limits.code95th}`]
      : []),
  ];
}
