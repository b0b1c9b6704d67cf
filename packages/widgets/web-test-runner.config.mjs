// @ts-check
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from '../../scripts/browser.mjs';
import { withoutUnused } from './bundle/lit-passages.mjs';
import { countingReporter } from './web-test-runner.reporter.mjs';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
const { executablePath, args } = await findBrowser();

/**
 * Whatever a page prints fails the test that runs (and an unhandled rejection is printed): a warning
 * nobody reads is a defect nobody sees. A test that expects one replaces that console method itself.
 *
 * @param {string} testFramework
 */
const quietPage = (testFramework) => `<!doctype html>
<html lang="en">
  <head><title>Hearth tests</title></head>
  <body>
    <script>
      for (const method of ['debug', 'error', 'info', 'log', 'warn']) {
        const print = console[method].bind(console);
        console[method] = (...values) => {
          print(...values);
          reportError(new Error('console.' + method + ': ' + values.map(String).join(' ')));
        };
      }
    </script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`;

/**
 * The widgets' tests run on the Lit that the script tag ships, not on the whole of it.
 *
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['plugins']>[number]}
 */
const trimmedLit = {
  name: 'trimmed-lit',
  transform({ path, body }) {
    return typeof body === 'string' ? (withoutUnused(path, body) ?? undefined) : undefined;
  },
};

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  rootDir: workspace,
  groups: [
    { name: 'widgets', files: `${workspace}packages/widgets/src/**/*.test.ts` },
    { name: 'client', files: `${workspace}packages/client/src/**/*.browser.test.ts` },
  ],
  nodeResolve: { exportConditions: ['source', 'browser', 'production'] },
  plugins: [
    trimmedLit,
    esbuildPlugin({ ts: true, tsconfig: `${workspace}tsconfig.base.json`, target: 'es2022' }),
  ],
  browsers: [chromeLauncher({ launchOptions: { executablePath, args, headless: true } })],
  // One page at a time: focus and the clipboard belong to whoever is in front.
  concurrency: 1,
  testRunnerHtml: quietPage,
  // Only a test that hangs runs out of time: the machine may be busy with others.
  testFramework: { config: { timeout: '30000' } },
  testsFinishTimeout: 180_000,
  reporters: [defaultReporter(), countingReporter()],
};
