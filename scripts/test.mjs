// @ts-check
/**
 * `npm test`: every test there is. Vitest runs what needs no browser of its own, @web/test-runner what runs
 * inside one. A runner that crashes, or runs nothing, has failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { sayFailure } from './say.mjs';
import { cacheFolder, root } from './stamps.mjs';
import { install, toolEnvironment } from './toolchain.mjs';

/** @typedef {{ passed: number, failed: number }} Totals */

/** @returns {Promise<Totals>} */
export async function test() {
  await install();
  await build();
  mkdirSync(cacheFolder, { recursive: true });
  const results = join(cacheFolder, 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const vitest = await run('vitest/vitest.mjs', ['run', ...reporters], root, results, readVitest);
  const widgets = join(root, 'packages/widgets');
  const browser = await run('@web/test-runner/dist/bin.js', [], widgets, results, readCounts);
  return { passed: vitest.passed + browser.passed, failed: vitest.failed + browser.failed };
}

/**
 * @param {string} script inside node_modules
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} results the file the runner writes
 * @param {(text: string) => Totals} read
 * @returns {Promise<Totals>}
 */
async function run(script, args, cwd, results, read) {
  rmSync(results, { force: true });
  const env = { ...toolEnvironment, HEARTH_RESULTS: results };
  const command = [join(cwd, 'node_modules', script), ...args];
  const child = spawn(process.execPath, command, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  const totals = existsSync(results) ? read(readFileSync(results, 'utf8')) : { passed: 0, failed: 0 };
  // Its exit code knows of failures that belong to no test: a crash, an unhandled error, a missing file.
  const unseen = totals.failed === 0 && (code !== 0 || totals.passed === 0);
  if (unseen)
    console.error(`${script} ended with ${code} after ${totals.passed} passed tests: counted as a failure.`);
  return { passed: totals.passed, failed: totals.failed + (unseen ? 1 : 0) };
}

/** @param {string} text @returns {Totals} */
function readVitest(text) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  // A file that fails before its first test has no failed test of its own.
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** @param {string} text @returns {Totals} */
function readCounts(text) {
  return JSON.parse(text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { passed, failed } = await test();
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}
