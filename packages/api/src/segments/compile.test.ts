import { type SegmentRule, SegmentRuleSchema } from '@hearth/schema';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { findMembers, findReasons, judge } from './members-store.ts';
import type { RuleScope } from './scope.ts';
import { isIn } from './testing/evaluate.ts';
import { type Person, people, rules } from './testing/population.ts';
import { Settlement } from './testing/settle.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const now = new Date('2026-03-01T12:00:00.000Z');
const timeZone = 'America/New_York';
const when = { now, timeZone };
const scopeOf = ({ community }: Settlement): RuleScope => ({
  projectId: community.project.id,
  timeZone,
  currency: 'USD',
  now,
  memberId: null,
});

async function settle(persons: readonly Person[]): Promise<Settlement> {
  const settlement = await Settlement.open(database);
  for (const person of persons) await settlement.add(person);
  return settlement;
}

/** The same people in another project are other rows. */
const renewed = (persons: readonly Person[]): Person[] => persons.map((person) => ({ ...person, id: v7() }));

/** Rules of a project, drawn with one seed. */
const drawnRules = (settlement: Settlement, seed: number, numRuns: number): SegmentRule[] =>
  fc.sample(rules(settlement.things), { seed, numRuns }).map((rule) => SegmentRuleSchema.parse(rule));

describe('a compiled rule', () => {
  it('holds exactly whom it holds when worked out by hand', async () => {
    await fc.assert(
      fc.asyncProperty(people(now), fc.nat(), async (drawn, seed) => {
        const persons = renewed(drawn);
        const settlement = await settle(persons);
        for (const rule of drawnRules(settlement, seed, 40)) {
          const expected = persons.filter((person) => isIn(rule, person, when)).map(({ id }) => id);
          const found = await findMembers(database, scopeOf(settlement), rule);
          expect(found.toSorted(), JSON.stringify(rule)).toEqual(expected.toSorted());
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('says the same of each member alone, and gives reasons that add up to it', async () => {
    await fc.assert(
      fc.asyncProperty(people(now), fc.nat(), async (drawn, seed) => {
        const persons = renewed(drawn);
        const settlement = await settle(persons);
        const some = drawnRules(settlement, seed, 120);
        for (const person of persons) {
          const alone = { ...scopeOf(settlement), memberId: person.id };
          const expected = some.map((rule) => isIn(rule, person, when));
          const verdicts = await judge(database, alone, some);
          const wrong = some.filter((_, at) => verdicts[at] !== expected[at]);
          expect(wrong, JSON.stringify(person)).toEqual([]);
          const [first] = some;
          const why = first && (await findReasons(database, alone, first));
          expect(why?.holds ?? false, JSON.stringify(why)).toBe(expected[0]);
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
