// @ts-check
import { relative } from 'node:path';
import { createVitest } from 'vitest/node';
import { root } from './stamps.mjs';

/** Those that @web/test-runner runs inside a browser; its configuration names the same two patterns. */
const inBrowser = /^packages\/(widgets\/src\/.*\.test\.ts|client\/src\/.*\.browser\.test\.ts)$/;

/**
 * A test no runner picks up passes for ever, and so does a project whose pattern matches nothing.
 *
 * @param {string[]} files every file of the repository
 * @returns {Promise<string[]>}
 */
export async function testHomeFaults(files) {
  const vitest = await createVitest('test', { root, watch: false, run: true });
  try {
    const specifications = await vitest.globTestSpecifications();
    const claimed = new Set(
      specifications.map(({ moduleId }) => relative(root, moduleId).replaceAll('\\', '/')),
    );
    const busy = new Set(specifications.map(({ project }) => project.name));
    const tests = files.filter((path) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(path));
    return [
      ...tests
        .filter((path) => !claimed.has(path) && !inBrowser.test(path))
        .map((path) => `${path} is run by nobody: no project of vitest.config.ts matches it`),
      ...tests
        .filter((path) => claimed.has(path) && inBrowser.test(path))
        .map((path) => `${path} is for a browser, but vitest would run it too`),
      ...vitest.projects
        .filter(({ name }) => !busy.has(name))
        .map(({ name }) => `the test project ${name} has no test`),
    ];
  } finally {
    await vitest.close();
  }
}
