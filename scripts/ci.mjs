// @ts-check
/** What .ci/run does: the checks, the tests, and the two commands of the README as a newcomer types them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.mjs';
import { sayFailure } from './say.mjs';
import { root } from './stamps.mjs';
import { test } from './test.mjs';

/** @typedef {{ passed: number, failed: number }} Totals */

const totals = { passed: 0, failed: 0 };

/** @param {string} title @param {() => Promise<Totals>} part */
async function add(title, part) {
  console.log(`\n== ${title}`);
  const { passed, failed } = await part().catch((error) => {
    sayFailure(error);
    return { passed: 0, failed: 1 };
  });
  totals.passed += passed;
  totals.failed += failed;
}

/** Starts on an empty folder, as on the first day, then again on what is there. */
async function starts() {
  const data = mkdtempSync(join(tmpdir(), 'hearth-start-'));
  try {
    const outcomes = [await startsOnce(data, '--reset'), await startsOnce(data)];
    const passed = outcomes.filter(Boolean).length;
    return { passed, failed: outcomes.length - passed };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/**
 * @param {string} data
 * @param {string[]} options
 */
async function startsOnce(data, ...options) {
  const args = ['start', '--', '--port', '4690', '--host-port', '4790', ...options];
  const child = spawn('npm', args, {
    cwd: root,
    env: { ...process.env, HEARTH_DATA: join(data, 'hearth') },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its own group, because npm does not always hand a signal on to what it runs.
    detached: true,
  });
  const gone = once(child, 'exit');
  const up = new Promise((resolve) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      printed += chunk;
      if (printed.includes('Hearth is running')) resolve(true);
    });
    gone.then(() => resolve(false));
  });
  if (!(await up)) return false;
  const answers = await Promise.all(
    ['http://localhost:4690/readyz', 'http://localhost:4790/', 'http://localhost:4690/console/'].map((url) =>
      fetch(url).then(
        (answer) => answer.ok || console.error(`${url} answered ${answer.status}`),
        (error) => console.error(`${url}: ${error}`),
      ),
    ),
  );
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await gone;
  return answers.every((ok) => ok === true);
}

await add('checks', check);
await add('npm test', test);
await add('npm start', starts);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed ? 1 : 0);
