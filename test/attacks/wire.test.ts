import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseSeed } from '../faults/random.ts';
import { type Attack, attacksOn, requestsTo, send, wireOf } from './wire/requests.ts';
import { countRows, leftBehind } from './wire/row-counts.ts';
import { isWriting, targets, titleOf } from './wire/targets.ts';
import { fault } from './wire/verdict.ts';
import { openWorld, type World } from './wire/world.ts';

/** How many malformed requests. HEARTH_WIRE=200000 is the long form. */
const INPUTS = Number(process.env.HEARTH_WIRE ?? 1_500);
/** Of so many requests that would write, one is looked at more closely: counting rows takes longer than the request. */
const LOOK_EVERY = process.env.HEARTH_WIRE === undefined ? 2 : 10;
/** Then in a new world: keys are revoked and people disabled, and what is refused at the door proves little. */
const INPUTS_A_WORLD = 2_000;
/** Of valid requests to each address, until one is done. */
const TRIES = 25;
const seed = chooseSeed();

/** PostgreSQL is what production runs on, so it gets most of them. */
const shares = [
  { database: 'postgres', share: 0.7 },
  { database: 'pglite', share: 0.3 },
] as const;

describe.each(shares)('over $database, whatever is sent', ({ database, share }) => {
  let world: World;
  const enter = async () => {
    world = await openWorld(database);
    // Whoever shows a token is known from then on, whatever becomes of the call.
    const input = encodeURIComponent(JSON.stringify({ widgets: ['nps'], locale: 'en' }));
    for (const headers of world.credentials().widget.known) {
      await fetch(world.server.widgetUrl(`boot?input=${input}`), { headers });
    }
  };
  beforeAll(enter);
  afterAll(() => world.close());

  const tell = (attack: Attack, body: string) =>
    `${attack.title} (${attack.way}): ${JSON.stringify({ ...wireOf(attack, world), payload: undefined, sent: attack.body })}\n→ ${body.slice(0, 500)}\n${world.complaints.join('\n').slice(0, 3_000)}`;

  test(
    `is answered in the documented shape, and nothing of the inside gets out (seed ${seed})`,
    async () => {
      let sent = 0;
      let writing = 0;
      let compared = 0;
      const all = Math.ceil(INPUTS * share);
      for (let from = 0; from < all; from += INPUTS_A_WORLD) {
        if (from > 0) {
          await world.close();
          await enter();
        }
        await fc.assert(
          fc.asyncProperty(attacksOn(world), async (attack) => {
            sent += 1;
            if (sent % 250 === 0) await world.refresh();
            world.complaints.length = 0;
            if (isWriting(attack.target)) writing += 1;
            const isLookedAt = isWriting(attack.target) && writing % LOOK_EVERY === 0;
            const before = isLookedAt ? await countRows(world) : null;
            const heard = await send(attack, world);
            let wrong = fault(heard) ?? (world.complaints.length > 0 ? 'logged an error of ours' : null);
            if (before !== null && heard.status >= 400) {
              compared += 1;
              const { api } = attack.target;
              const by = api === 'host' || api === 'v1' ? 'host' : 'anybody else';
              wrong ??= leftBehind(before, await countRows(world), by);
            }
            if (wrong !== null) throw new Error(`${wrong}: ${tell(attack, heard.body)}`);
          }),
          { seed: seed + from, numRuns: Math.min(INPUTS_A_WORLD, all - from), endOnFailure: false },
        );
      }
      expect(compared).toBeGreaterThan((INPUTS * share * 0.2) / LOOK_EVERY);
    },
    4 * 3_600_000,
  );

  // The rest needs what cannot be guessed: a password, a row of its own, a version that nobody else has changed.
  test('what is not malformed gets through to two of three at least: they are not refused at the door', async () => {
    await world.refresh();
    const through: string[] = [];
    for (const target of targets) {
      for (const request of fc.sample(requestsTo(target, world), { seed, numRuns: TRIES })) {
        if ((await send(request, world)).status >= 300) continue;
        through.push(titleOf(target));
        break;
      }
    }
    expect(through.length).toBeGreaterThan((targets.length * 2) / 3);
  });

  test('the server is still there and does its work', async () => {
    const { server } = world;
    const headers = { authorization: `Bearer ${await server.sign('somebody-new')}` };
    const input = encodeURIComponent(JSON.stringify({ widgets: ['nps', 'feed'], locale: 'en' }));
    const booted = await fetch(server.widgetUrl(`boot?input=${input}`), { headers });
    expect(booted.status).toBe(200);
    const ready = await fetch(`${server.address}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ready' });
  });
});
