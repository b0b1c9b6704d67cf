import { createId } from '@hearth/client';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { type Attacked, openTwoProjects } from '../attacks/two-projects.ts';
import { processorTime } from './processor-time.ts';

/** Rounds of each, one after the other; `HEARTH_LOAD=12 npm run load -- processes` is the long form. */
const ROUNDS = Number(process.env.HEARTH_LOAD ?? 5);
const MEMBERS = 200;
/** Enough that each of two still gathers groups worth a commit. */
const CONNECTIONS = 64;
const REQUESTS = 1_500;
const ITEMS = 10;
/** Both, the database and the senders share the machine: of two that are no slower, one round may well look so. */
const LEAST = 0.9;

test('two processes over one database take in no less than one', async () => {
  const servers = await openTwoProjects({ processes: 2, environment: { LOG_LEVEL: 'warn' } });
  try {
    const tokens = await Promise.all(Array.from({ length: MEMBERS }, (_, index) => sign(servers, index)));
    const [first = ''] = servers.apis;
    const ways = { one: [first], two: servers.apis };
    // As much as a round: everybody is met, and the second process is no colder than the first.
    for (const api of servers.apis) await flood(servers, [api], tokens, REQUESTS);
    const rates: Record<keyof typeof ways, number[]> = { one: [], two: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const way of ['one', 'two'] as const) {
        const { rate, cost } = await flood(servers, ways[way], tokens, REQUESTS);
        rates[way].push(rate);
        say(
          `${way.padEnd(4)} ${Math.round(rate)} items/s, ${cost.toFixed(0)} µs of the servers’ processor time an item`,
        );
      }
    }
    const ratio = median(rates.two) / median(rates.one);
    say(`two to one: ${ratio.toFixed(2)} (asked: ${LEAST})`);
    expect(ratio).toBeGreaterThanOrEqual(LEAST);
  } finally {
    await servers.close();
  }
});

/** So many requests over all connections, each sending its next one when the last was answered. */
async function flood(
  { one, pids }: Attacked,
  apis: readonly string[],
  tokens: readonly string[],
  requests: number,
): Promise<{ rate: number; cost: number }> {
  const used = () => pids.reduce((sum, pid) => sum + processorTime(pid), 0);
  const [before, began] = [used(), performance.now()];
  let next = 0;
  const send = async (_: unknown, connection: number) => {
    const api = apis[connection % apis.length] ?? '';
    for (; next < requests; ) {
      const at = next;
      next += 1;
      const response = await fetch(`${api}/w/${one.siteKey}/interactions.record`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens[at % tokens.length]}`,
        },
        body: JSON.stringify({
          sentAt: new Date().toISOString(),
          items: Array.from({ length: ITEMS }, happening),
        }),
      });
      const text = await response.text();
      if (text.split('"accepted"').length !== ITEMS + 1)
        throw new Error(`A call was answered ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  const items = requests * ITEMS;
  return { rate: items / ((performance.now() - began) / 1_000), cost: (used() - before) / items };
}

const happening = () => ({
  id: createId('int'),
  kind: 'event.tracked',
  occurredAt: new Date().toISOString(),
  payload: { name: 'report_opened' },
});

function sign({ one: { siteKey, shared } }: Attacked, index: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ aud: siteKey, sub: `user-${index}`, iat: now, exp: now + 900 })
    .setProtectedHeader({ alg: 'HS256', kid: shared.kid, typ: 'JWT' })
    .sign(shared.secret);
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const say = (line: string) => process.stdout.write(`${line}\n`);
