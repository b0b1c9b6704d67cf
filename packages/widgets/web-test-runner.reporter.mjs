// @ts-check
import { writeFileSync } from 'node:fs';

/**
 * A reporter for @web/test-runner that writes what `npm test` needs to know to the file HEARTH_RESULTS
 * names. A file that ran no test, or a page that failed outside of one, counts as a failure.
 *
 * @returns {import('@web/test-runner').Reporter}
 */
export function countingReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const file = process.env.HEARTH_RESULTS;
      if (!file) return;
      let passed = 0;
      let failed = 0;
      for (const session of sessions) {
        const tests = session.testResults ? allTests(session.testResults) : [];
        const failures = tests.filter((test) => !test.passed && !test.skipped).length;
        passed += tests.filter((test) => test.passed && !test.skipped).length;
        failed += failures;
        if (failures === 0 && (!session.passed || tests.length === 0)) failed += 1;
      }
      writeFileSync(file, JSON.stringify({ passed, failed }));
    },
  };
}

/**
 * @typedef {NonNullable<import('@web/test-runner').TestSession['testResults']>} Suite
 * @param {Suite} suite
 * @returns {Suite['tests']}
 */
function allTests(suite) {
  return [...suite.tests, ...suite.suites.flatMap(allTests)];
}
