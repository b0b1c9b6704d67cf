import { ConditionSchema, type SegmentRule } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId, wireId } from '../ids.ts';
import { consoleRouter } from '../router.ts';
import { Community } from '../testing/community.ts';
import { explainMember } from './explain.ts';
import { segmentMembers } from './members.ts';
import { isMemberIn } from './membership.ts';
import { startRefresher } from './refresher.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

/** The console as an operator of this community sees it. */
const segments = (role: 'owner' | 'analyst' | 'moderator' = 'analyst', projectId = community.project.id) =>
  consoleRouter.createCaller({
    services: community.services,
    requestId: 'test',
    operator: { id: operatorId, projectId, role },
    address: '127.0.0.1',
    session: { set: () => {}, clear: () => {}, token: null },
  }).segments;
const operatorId = v7();

const called = (value: string): SegmentRule => ({ about: 'name', test: 'equals', value });
const save = (rule: SegmentRule = called('Maya'), more: object = {}) =>
  segments().save({ name: 'Friends', rule, ...more });
const membersOf = async (segmentId: string) => {
  const { members, asOf } = await segmentMembers(
    database,
    community.project.id,
    rowId(segmentId),
    community.now,
  );
  return { size: members.size, asOf };
};

describe('segments', () => {
  it('preview says how many there are, of how many, and shows those seen last', async () => {
    for (let n = 0; n < 12; n += 1) {
      community.pass({ minutes: 1 });
      await community.member(n % 2 === 0 ? 'Maya' : `Maya ${n}`);
    }
    await community.add('member', { id: v7(), forgotten_at: community.now });

    const shown = await segments().preview({ rule: { about: 'name', test: 'contains', value: 'MAYA' } });
    expect(shown).toMatchObject({ count: 12, of: 12 });
    expect(shown.examples).toHaveLength(10);
    expect(shown.examples[0]).toMatchObject({ name: 'Maya 11', lastSeenAt: community.now.toISOString() });
    expect(await segments().preview({ rule: called('Maya') })).toMatchObject({ count: 6, of: 12 });
  });

  it('are saved with their size, listed, and read back with every version', async () => {
    await community.member('Maya');
    await community.member('Noah');
    const first = await save();
    expect(first).toMatchObject({ name: 'Friends', version: 1, size: 1, usedBy: 0, archivedAt: null });

    const wider: SegmentRule = { any: [called('Maya'), called('Noah')] };
    const second = await save(wider, { segmentId: first.id, version: 1, name: 'All friends' });
    expect(second).toMatchObject({ id: first.id, name: 'All friends', version: 2, size: 2 });

    expect(await segments().list({})).toEqual({ segments: [second], of: 2 });
    const read = await segments().get({ segmentId: first.id });
    expect(read).toMatchObject({ ...second, rule: wider });
    expect(read.versions.map(({ version, rule }) => [version, rule])).toEqual([
      [2, wider],
      [1, called('Maya')],
    ]);
  });

  it('make no version of a rule that is the same', async () => {
    const { id } = await save();
    expect(await save(called('Maya'), { segmentId: id, version: 1, name: 'Renamed' })).toMatchObject({
      name: 'Renamed',
      version: 1,
    });
  });

  it('are not overwritten by somebody who edited an older version', async () => {
    const { id } = await save();
    await save(called('Noah'), { segmentId: id, version: 1 });
    await expect(save(called('Zoe'), { segmentId: id, version: 1 })).rejects.toMatchObject({
      reason: 'conflict',
      message: expect.stringContaining('Somebody saved version 2'),
    });
  });

  it('are put away and back, but not while a survey is shown to them alone', async () => {
    const { id } = await save();
    await community.add('survey', { id: v7(), kind: 'nps', segment_id: rowId(id) });
    await expect(segments().archive({ segmentId: id, archived: true })).rejects.toMatchObject({
      reason: 'conflict',
    });
    expect((await segments().list({})).segments).toMatchObject([{ usedBy: 1 }]);

    const other = await save();
    expect(await segments().archive({ segmentId: other.id, archived: true })).toMatchObject({
      archivedAt: community.now.toISOString(),
    });
    expect((await segments().list({ archived: true })).segments).toMatchObject([{ id: other.id }]);
    await expect(save(called('Zoe'), { segmentId: other.id })).rejects.toMatchObject({ reason: 'conflict' });
    expect(await segments().archive({ segmentId: other.id, archived: false })).toMatchObject({
      archivedAt: null,
    });
  });

  it('of another project are not there', async () => {
    const { id } = await save();
    const other = await Community.open(database);
    const theirs = segments('owner', other.project.id);
    await expect(theirs.get({ segmentId: id })).rejects.toMatchObject({ reason: 'not_found' });
    await expect(theirs.archive({ segmentId: id, archived: true })).rejects.toMatchObject({
      reason: 'not_found',
    });
    await expect(theirs.save({ segmentId: id, name: 'Taken', rule: called('Maya') })).rejects.toMatchObject({
      reason: 'not_found',
    });
    await expect(segmentMembers(database, other.project.id, rowId(id), community.now)).rejects.toMatchObject({
      reason: 'not_found',
    });
    expect((await theirs.list({})).segments).toEqual([]);
  });

  it('may be read by a moderator, who may not change them', async () => {
    const { id } = await save();
    const theirs = segments('moderator');
    expect(await theirs.get({ segmentId: id })).toMatchObject({ id });
    await expect(theirs.save({ name: 'Mine', rule: called('Maya') })).rejects.toMatchObject({
      reason: 'permission_denied',
    });
    await expect(theirs.archive({ segmentId: id, archived: true })).rejects.toMatchObject({
      reason: 'permission_denied',
    });
  });
});

describe('the members of a segment', () => {
  it('are worked out anew after a minute, and say since when they are true', async () => {
    const { id } = await save();
    const saved = community.now;
    await community.member('Maya');
    community.pass({ minutes: 0.5 });
    expect(await membersOf(id)).toEqual({ size: 0, asOf: saved });
    community.pass({ minutes: 1 });
    expect(await membersOf(id)).toEqual({ size: 1, asOf: community.now });
    expect((await segments().list({})).segments).toMatchObject([{ size: 1 }]);
  });

  it('are those of the rule in force, at once', async () => {
    await community.member('Maya');
    await community.member('Noah');
    const { id } = await save();
    await save({ not: called('Nobody') }, { segmentId: id, version: 1 });
    expect(await membersOf(id)).toMatchObject({ size: 2 });
  });

  it('are the same for many who ask at the same time', async () => {
    await community.member('Maya');
    const { id } = await save();
    community.pass({ minutes: 5 });
    const all = await Promise.all(
      Array.from({ length: 5 }, () =>
        segmentMembers(database, community.project.id, rowId(id), community.now),
      ),
    );
    // Whether they shared one reckoning or read its result is a matter of milliseconds.
    expect(all.map(({ members, asOf }) => [[...members], asOf])).toEqual(all.map(() => [[0], community.now]));
  });

  it('are kept worked out in the background, and one that fails does not stop the others', async () => {
    const [broken, { id }] = [await save(), await save()];
    await database.execute(
      `UPDATE segment_version SET rule = '{"about": "nonsense"}' WHERE project_id = $1::uuid AND segment_id = $2::uuid`,
      [community.project.id, rowId(broken.id)],
    );
    await community.member('Maya');
    community.pass({ minutes: 6 });
    const errors: object[] = [];
    const stop = startRefresher(community.services, (_error, about) => errors.push(about), 5);
    await expect
      .poll(async () => (await segments().list({})).segments.find((one) => one.id === id)?.size)
      .toBe(1);
    await stop();
    expect(errors).toContainEqual({ projectId: community.project.id, segmentId: rowId(broken.id) });
  });
});

describe('one member', () => {
  it('is in segments at this very moment, without waiting for a refresh', async () => {
    const { id } = await save();
    const other = await save(called('Noah'));
    const maya = await community.member('Maya');
    const ids = [rowId(id), rowId(other.id), v7()];
    const found = await isMemberIn(database, community.project.id, maya.memberId, ids, community.now);
    expect([...found]).toEqual([rowId(id)]);
  });

  it('is told which segments they are in and why', async () => {
    const maya = await community.member('Maya');
    await community.record(maya, 'event.tracked', { name: 'opened' });
    const condition = ConditionSchema.parse({
      about: 'event',
      name: 'opened',
      test: 'at_least',
      count: 2,
      days: 7,
    });
    await save({ all: [called('Maya'), { not: condition }] });

    const [reasons] = await explainMember(database, community.project.id, maya.memberId, community.now);
    expect(reasons).toMatchObject({
      name: 'Friends',
      holds: true,
      why: {
        group: 'all',
        holds: true,
        rules: [
          { holds: true, actual: 'Maya' },
          { group: 'not', holds: true, rules: [{ holds: false, actual: 1, condition }] },
        ],
      },
    });
  });
});

describe('a rule that can never be meant', () => {
  it('is refused when it orders a trait that is text', async () => {
    await community.add('member', { id: v7(), external_id: 'a', traits: { role: 'admin', seats: 3 } });
    const rule: SegmentRule = {
      all: [called('Maya'), { about: 'member_trait', name: 'role', test: 'at_least', value: 3 }],
    };
    await expect(segments().preview({ rule })).rejects.toMatchObject({
      reason: 'bad_request',
      message:
        'The field "rule.all.1" is not valid: "at_least" compares a number, and no member\'s trait "role" is that.',
    });
    await expect(save(rule)).rejects.toMatchObject({ reason: 'bad_request' });
    expect(
      await segments().preview({
        rule: { about: 'member_trait', name: 'seats', test: 'at_least', value: 3 },
      }),
    ).toMatchObject({ count: 1 });
    expect(
      await segments().preview({ rule: { about: 'member_trait', name: 'new', test: 'at_least', value: 3 } }),
    ).toMatchObject({ count: 0 });
  });

  it.each<[string, SegmentRule, string | null]>([
    ['a text of numbers', { about: 'member_trait', name: 'seats', test: 'equals', value: 'three' }, 'text'],
    ['a number of texts', { about: 'member_trait', name: 'role', test: 'not_equals', value: 3 }, 'a number'],
    [
      'yes or no of texts',
      { about: 'member_trait', name: 'role', test: 'equals', value: true },
      'true or false',
    ],
    ['a part of numbers', { about: 'member_trait', name: 'seats', test: 'contains', value: 'a' }, 'text'],
    ['an order of texts', { about: 'member_trait', name: 'role', test: 'more_than', value: 3 }, 'a number'],
    ['a text of texts', { about: 'member_trait', name: 'role', test: 'equals', value: 'admin' }, null],
    [
      'yes or no of just that',
      { about: 'member_trait', name: 'beta', test: 'not_equals', value: true },
      null,
    ],
    ['whether there is one', { about: 'member_trait', name: 'seats', test: 'exists' }, null],
    ['whether there is none', { about: 'member_trait', name: 'role', test: 'missing' }, null],
    ['one of many', { about: 'member_trait', name: 'seats', test: 'in', values: ['a', 'b'] }, null],
    ['none of many', { about: 'member_trait', name: 'role', test: 'not_in', values: [1, 2] }, null],
  ])('is refused where it asks for %s, if that is never so', async (_what, rule, needs) => {
    const traits = { role: 'admin', seats: 3, beta: true };
    await community.add('member', { id: v7(), external_id: 'a', traits });
    const asked = segments().preview({ rule });
    if (needs === null) return expect(await asked).toMatchObject({ count: expect.any(Number) });
    await expect(asked).rejects.toMatchObject({
      reason: 'bad_request',
      message: expect.stringContaining(` compares ${needs}, and no member's trait `),
    });
  });

  it.each([
    [
      'checklist',
      { title: { en: 'Start' } },
      (id: string): SegmentRule => ({
        about: 'checklist',
        checklistId: wireId('checklist', id),
        state: 'started',
      }),
    ],
    [
      'badge',
      {
        name: { en: 'Friend' },
        description: { en: '' },
        icon: 'star',
        kind: 'post.created',
        target: 3,
      },
      (id: string): SegmentRule => ({ about: 'badge', badgeId: wireId('badge', id), held: true }),
    ],
  ] as const)("is refused when it speaks of another project's %s", async (table, row, ruleOf) => {
    const other = await Community.open(database);
    const [own, foreign] = [v7(), v7()];
    await community.add(table, { id: own, ...row });
    await other.add(table, { id: foreign, ...row });
    await expect(segments().preview({ rule: { not: ruleOf(own) } })).resolves.toMatchObject({ count: 0 });
    const rule: SegmentRule = { all: [ruleOf(own), { any: [called('Maya'), { not: ruleOf(foreign) }] }] };
    await expect(segments().preview({ rule })).rejects.toMatchObject({
      reason: 'bad_request',
      message: `The field "rule.all.1.any.1.not" is not valid: There is no such ${table} in this project.`,
    });
  });

  it('is refused with the place it stands at when its shape is wrong', async () => {
    let deep: SegmentRule = called('Maya');
    for (let level = 0; level < 50; level += 1) deep = { not: deep };
    await expect(segments().preview({ rule: deep })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('nested at most 8 groups deep'),
    });
  });
});

describe('the vocabulary', () => {
  it('suggests what the project has, with types', async () => {
    const maya = await community.member('Maya');
    await community.record(maya, 'event.tracked', { name: 'report_exported' });
    await community.add('account', {
      id: v7(),
      external_id: 'acme',
      plan: 'team',
      traits: { industry: 'coffee' },
    });
    const traits = { role: 'admin', seats: 3, trial_ends: '2026-04-01', beta: true, empty: null };
    await community.add('member', { id: v7(), external_id: 'a', locale: 'de', traits });

    expect(await segments().vocabulary()).toMatchObject({
      traits: expect.arrayContaining([
        { of: 'member', name: 'role', types: ['text'], examples: ['admin'] },
        { of: 'member', name: 'seats', types: ['number'], examples: [] },
        { of: 'member', name: 'trial_ends', types: ['date'], examples: [] },
        { of: 'member', name: 'beta', types: ['boolean'], examples: [] },
        { of: 'account', name: 'industry', types: ['text'], examples: ['coffee'] },
      ]),
      events: ['report_exported'],
      plans: ['team'],
      locales: ['de'],
      currency: 'USD',
    });
  });
});
