import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { chooseSeed } from '../faults/random.ts';
import { placesIn, withNasty } from './wire/mutation.ts';
import { type Attack, requestsTo, send } from './wire/requests.ts';
import { type Target, targets, titleOf } from './wire/targets.ts';
import { fault } from './wire/verdict.ts';
import { openWorld, type World } from './wire/world.ts';

// Of malformed requests made at random, one in thousands puts a given thing into a given place: this puts what is most
// often forgotten into every place that there is, one at a time.

const NOTHING = ['null'];
/** PostgreSQL stores it in no text. */
const UNSTORABLE = ['"a\\u0000b"', '"\\ud800"'];
/** Beyond what a database's or a calendar's numbers hold. */
const UNCOUNTABLE = ['-1', '0.5', '2147483648', '9007199254740993', '1e15', '-1e300', '1e300'];
const NO_TIME = ['"0000-01-01T00:00:00.000Z"', '"9999-12-31T23:59:59.999Z"', '"0000-01-01"', '"9999-12-31"'];

const instead = (value: unknown): readonly string[] => {
  if (typeof value === 'number') return [...NOTHING, ...UNCOUNTABLE];
  if (typeof value !== 'string') return NOTHING;
  return [...NOTHING, ...UNSTORABLE, ...(/^\d{4}-\d\d-\d\d/.test(value) ? NO_TIME : [])];
};
/** Requests to find valid ones among, in which every field is there once, with luck. */
const SAMPLES = 150;
/** Free names make ever new paths. `HEARTH_WIRE=200000`, the long form of malformed requests, looks at more of them. */
const MOST_PLACES = process.env.HEARTH_WIRE === undefined ? 25 : 100;
const seed = chooseSeed();

let world: World;
beforeAll(async () => {
  world = await openWorld('postgres');
});
afterAll(() => world.close());

/** Whether its schemas take it: refinements are not in what it was made from. */
function isValid(target: Target, request: Attack): boolean {
  const takes = (schema: z.ZodType, json: string) =>
    json === '' || schema.safeParse(JSON.parse(json)).success;
  if (target.api !== 'v1') return takes(target.input, request.body);
  const { query, body, bodyAs } = target.route;
  return takes(query, request.query) && (bodyAs === 'bytes' || takes(body, request.body));
}

/** For each value that this target takes, by its path, valid requests but for that. */
function attacksOnPlacesOf(target: Target): Attack[] {
  const seen = new Set<string>();
  const attacks: Attack[] = [];
  for (const request of fc.sample(requestsTo(target, world), { seed, numRuns: SAMPLES })) {
    if (!isValid(target, request)) continue;
    for (const part of ['query', 'body'] as const) {
      for (const { path, value, at } of placesIn(request[part])) {
        if (seen.has(`${part} ${path}`) || seen.size === MOST_PLACES) continue;
        seen.add(`${part} ${path}`);
        for (const nasty of instead(value))
          attacks.push({ ...request, [part]: withNasty(request[part], at, nasty) });
      }
    }
  }
  return attacks;
}

test(`nothing at all, no text that cannot be stored, no number or time beyond all bounds breaks something (seed ${seed})`, async () => {
  const found: string[] = [];
  let sent = 0;
  for (const target of targets) {
    for (const attack of attacksOnPlacesOf(target)) {
      world.complaints.length = 0;
      const heard = await send(attack, world);
      sent += 1;
      const wrong = fault(heard) ?? (world.complaints.length > 0 ? 'logged an error of ours' : null);
      if (wrong !== null) found.push(`${titleOf(target)} ${wrong}: ${attack.query}${attack.body}`);
    }
  }
  expect(found).toEqual([]);
  expect(sent).toBeGreaterThan(targets.length * 2);
}, 600_000);
