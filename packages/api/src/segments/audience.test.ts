import type { SegmentRule } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const segment = async (rule: SegmentRule): Promise<string> => {
  const id = v7();
  await community.add('segment', { id, name: 'Some' });
  await community.add('segment_version', { segment_id: id, version: 1, rule });
  return id;
};
const survey = async (segmentId: string | null): Promise<string> => {
  const id = v7();
  await community.add('survey', { id, kind: 'nps', segment_id: segmentId });
  return wireId('survey', id);
};
const checklist = async (title: string, segmentId: string | null): Promise<void> => {
  const id = v7();
  await community.add('checklist', { id, title: { en: title }, segment_id: segmentId });
  for (const position of [0, 1]) {
    await community.add('checklist_item', { id: v7(), checklist_id: id, position, title: { en: 'Step' } });
  }
};
const shown = async (actor: Actor) => {
  const booted = await boot(community.context(actor), { widgets: ['nps', 'checklist'], locale: 'en' });
  return { survey: booted.nps?.surveyId ?? null, checklist: booted.checklist?.title ?? null };
};
const did = (name: string): SegmentRule => ({ about: 'event', name, test: 'at_least', count: 1 });

describe('what is shown to a segment alone', () => {
  it('is shown to its members from the moment they are in it, and to nobody else', async () => {
    const segmentId = await segment(did('exported'));
    const surveyId = await survey(segmentId);
    await checklist('For exporters', segmentId);
    const [maya, noah] = [await community.member('Maya'), await community.member('Noah')];
    const nothing = { survey: null, checklist: null };
    expect(await shown(maya)).toEqual(nothing);

    await community.record(maya, 'event.tracked', { name: 'exported' });
    expect(await shown(maya)).toEqual({ survey: surveyId, checklist: 'For exporters' });
    expect(await shown(noah)).toEqual(nothing);
    expect(await shown({ type: 'visitor' })).toEqual(nothing);
  });

  it('comes before what is for everyone when it is newer, and whoever is not in it gets that', async () => {
    const everyones = await survey(null);
    await checklist('For everyone', null);
    const segmentId = await segment({ about: 'name', test: 'equals', value: 'Maya' });
    const mayas = await survey(segmentId);
    await checklist('For Maya', segmentId);

    expect(await shown(await community.member('Maya'))).toEqual({ survey: mayas, checklist: 'For Maya' });
    const others = { survey: everyones, checklist: 'For everyone' };
    expect(await shown(await community.member('Noah'))).toEqual(others);
    expect(await shown({ type: 'visitor' })).toEqual(others);
  });

  it("follows an anonymous member's deeds into who they turned out to be", async () => {
    const surveyId = await survey(await segment(did('opened')));
    const [somebody, maya] = [await community.anonymous(), await community.member('Maya')];
    await community.record(somebody, 'event.tracked', { name: 'opened' });
    expect((await shown(somebody)).survey).toBe(surveyId);
    expect((await shown(maya)).survey).toBeNull();

    await database.execute(
      'UPDATE member SET merged_into_id = $3::uuid WHERE project_id = $1::uuid AND id = $2::uuid',
      [community.project.id, somebody.memberId, maya.memberId],
    );
    expect((await shown(maya)).survey).toBe(surveyId);
  });
});
