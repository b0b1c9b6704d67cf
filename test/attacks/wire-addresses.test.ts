import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseSeed } from '../faults/random.ts';
import { type Seen, type Visit, visit, visits } from './wire/addresses.ts';
import { countRows, leftBehind } from './wire/row-counts.ts';
import { fault } from './wire/verdict.ts';
import { openWorld, type World } from './wire/world.ts';

/** How many visits; the long form of all of attacks/wire is HEARTH_WIRE. */
const VISITS = Number(process.env.HEARTH_WIRE ?? 500);
/** Of so many, one is looked at more closely: counting rows takes longer than the visit. */
const LOOK_EVERY = process.env.HEARTH_WIRE === undefined ? 1 : 10;
/** Where the project's links lead. */
const HOME = 'https://app.example';
const seed = chooseSeed();

let world: World;
beforeAll(async () => {
  world = await openWorld('postgres');
  // Whoever opens the widget gets a link of their own.
  const input = encodeURIComponent(JSON.stringify({ widgets: ['referral'], locale: 'en' }));
  const headers = { authorization: `Bearer ${await world.server.sign('sharer')}` };
  expect((await fetch(world.server.widgetUrl(`boot?input=${input}`), { headers })).status).toBe(200);
  await world.refresh();
});
afterAll(() => world.close());

/** What is wrong with an answer; null when nothing is. */
function wrong({ method, path }: Visit, seen: Seen): string | null {
  if (world.complaints.length > 0) return `logged an error of ours: ${world.complaints.join('\n')}`;
  if (/^(not for anybody|root:)/m.test(seen.body)) return 'shows a file that is not served';
  if (seen.headers.includes('set-cookie')) return 'sets a cookie that it was told to';
  const { location } = seen;
  if (location !== undefined) {
    const isSuccessor = seen.status === 307 && /^\/assets\/[\w-]+\.js$/.test(location);
    if (!isSuccessor && new URL(location, world.server.address).origin !== HOME)
      return `sends on to ${location}`;
    if (!isSuccessor && !path.startsWith('/r/')) return `sends on to ${location}`;
    return null;
  }
  // No body tells anything; nor is one due to a file that the client has already, or to a question of its methods.
  if (method === 'HEAD' || seen.status === 304) return seen.status >= 500 ? `answered ${seen.status}` : null;
  return fault(seen);
}

test(
  `files, pages and shared links are found or refused in the documented shape, whatever is asked for (seed ${seed})`,
  async () => {
    let visited = 0;
    await fc.assert(
      fc.asyncProperty(visits(world), async (one) => {
        visited += 1;
        world.complaints.length = 0;
        const before = visited % LOOK_EVERY === 0 ? await countRows(world) : null;
        const seen = await visit(one, world);
        const found =
          wrong(one, seen) ??
          (before !== null && seen.status >= 400
            ? leftBehind(before, await countRows(world), 'anybody else')
            : null);
        if (found !== null)
          throw new Error(`${found}: ${JSON.stringify(one)}\n→ ${seen.status} ${seen.body.slice(0, 500)}`);
      }),
      { seed, numRuns: VISITS },
    );
  },
  4 * 3_600_000,
);

test('what is there is found: the visits are not all refused at the door', async () => {
  const places = ['assets', 'console', 'r'];
  const found = new Set<string>();
  // Of five hundred by chance, a run in dozens has none to one of the places that is found.
  for (const one of fc.sample(visits(world), { seed, numRuns: 10_000 })) {
    if (places.every((place) => found.has(place))) break;
    if (one.method !== 'GET') continue;
    const { status } = await visit(one, world);
    if (status < 400) found.add(/^\/(r|assets|console)\b/.exec(one.path)?.[1] ?? 'other');
  }
  expect([...found]).toEqual(expect.arrayContaining(places));
});
