import { registry } from '@hearth/metrics';
import { type MetricId, MetricIdSchema } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Office, wordsOf } from '../testing/office.ts';

let database: Database;
let office: Office;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  office = await Office.open(database);
});

const march = { from: '2026-03-01', to: '2026-04-01' };

async function nps(...given: [name: string, score: number, comment?: string][]): Promise<void> {
  const { community } = office;
  const id = v7();
  await community.add('survey', { id, kind: 'nps' });
  for (const [name, score, comment] of given) {
    community.pass({ minutes: 1 });
    await community.record(await community.member(name), 'survey.answered', {
      surveyId: wireId('survey', id),
      answerId: wireId('answer', v7()),
      score,
      complete: true,
      ...(comment === undefined ? {} : { comment }),
    });
  }
}

describe('behind a number', () => {
  it('stand those who gave a score, the last of them first, or those of a part', async () => {
    await nps(['Maya', 10], ['Noah', 3], ['Ida', 9]);
    const { insights } = await office.as('analyst');

    const all = await insights.behind({ ...march, metric: 'nps' });
    expect(all).toMatchObject({ of: 'members', total: 3, nextCursor: null });
    expect(all.rows.map(({ name, amount }) => [name, amount])).toEqual([
      ['Ida', 9],
      ['Noah', 3],
      ['Maya', 10],
    ]);
    const detractors = await insights.behind({ ...march, metric: 'nps', part: 'detractors' });
    expect(detractors.rows.map(({ name }) => name)).toEqual(['Noah']);
  });

  it('stand members by page, each once', async () => {
    const { community } = office;
    for (let number = 0; number < 60; number += 1) {
      await community.record(await community.member(`${number}`), 'referral.shared', { channel: 'copy' });
    }
    const { insights } = await office.as('analyst');

    const first = await insights.behind({ ...march, metric: 'sharers' });
    const second = await insights.behind({ ...march, metric: 'sharers', cursor: first.nextCursor ?? '' });
    expect([first.total, second.total, second.nextCursor]).toEqual([60, 60, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60);
  });

  it('stand those of a segment alone', async () => {
    await nps(['Maya', 10], ['Noah', 3]);
    const { insights, segments } = await office.as('analyst');
    const rule = { about: 'name', test: 'equals', value: 'Noah' } as const;
    const { id: segmentId } = await segments.save({ name: 'Noahs', rule });

    expect(await insights.behind({ ...march, metric: 'nps', segmentId })).toMatchObject({ total: 1 });
    expect(await insights.get({ ...march, metric: 'nps', segmentId })).toMatchObject({
      value: -100,
      n: 1,
      segmentAsOf: office.community.now.toISOString(),
    });
    const { items } = await insights.comments({ ...march, segmentId });
    expect(items).toEqual([]);
  });

  it.each([...MetricIdSchema.options])(
    '%s stands a list of what the registry says, also of each part',
    async (metric: MetricId) => {
      const { insights } = await office.as('analyst');

      for (const part of [undefined, ...Object.keys(registry[metric].parts)]) {
        const behind = await insights.behind({ ...march, metric, ...(part === undefined ? {} : { part }) });
        expect(behind).toMatchObject({ of: registry[metric].behind, total: 0, rows: [] });
      }
    },
  );
});

describe('comments', () => {
  it('are found by score and by the words in them, whatever is special in those', async () => {
    await nps(['Maya', 10, 'Love the 100% export'], ['Noah', 3, 'The export is slow'], ['Ida', 9]);
    const { insights } = await office.as('analyst');
    const found = async (wanted: object) =>
      (await insights.comments({ ...march, ...wanted })).items.map(({ member }) => member.name);

    expect(await found({})).toEqual(['Noah', 'Maya']);
    expect(await found({ scores: [9, 10] })).toEqual(['Maya']);
    expect(await found({ text: 'EXPORT slow' })).toEqual(['Noah']);
    expect(await found({ text: '100%' })).toEqual(['Maya']);
    expect(await found({ text: 'e%t' })).toEqual([]);
    expect(await found({ kind: 'csat' })).toEqual([]);
  });
});

describe('annotations', () => {
  it('are kept by day, with who wrote them, until they are removed', async () => {
    const { insights } = await office.as('analyst');
    const added = await insights.annotations.add({ day: '2026-03-05', text: 'New editor' });
    await insights.annotations.add({ day: '2026-04-01', text: 'Later' });

    expect((await insights.annotations.list(march)).items).toEqual([
      { id: added.id, day: '2026-03-05', text: 'New editor', author: 'The analyst' },
    ]);
    await insights.annotations.remove({ id: added.id });
    expect((await insights.annotations.list(march)).items).toEqual([]);
    expect(await wordsOf(insights.annotations.remove({ id: added.id }))).toContain('no such annotation');
  });

  it('are not a moderator’s to write, nor another project’s to remove', async () => {
    const { insights } = await office.as('analyst');
    const { id } = await insights.annotations.add({ day: '2026-03-05', text: 'New editor' });
    const moderator = await office.as('moderator');
    const stranger = await (await Office.open(database)).as('owner');

    expect(await wordsOf(moderator.insights.annotations.remove({ id }))).toContain('moderator');
    expect(await wordsOf(stranger.insights.annotations.remove({ id }))).toContain('no such annotation');
    expect((await moderator.insights.annotations.list(march)).items).toHaveLength(1);
  });
});

describe('a question that makes no sense', () => {
  const base = { ...march, metric: 'nps' as const };
  const nobody = wireId('segment', v7());

  it.each([
    ['ends before it begins', { ...base, to: '2026-02-01' }, '"to"', 'after "from"'],
    ['spans a hundred years', { ...base, from: '1990-01-01', to: '2090-01-01' }, '"from"', 'ten years'],
    ['lies before all calendars', { ...base, from: '0001-01-01', to: '0001-02-01' }, '"from"', '1970'],
    ['names a day that is none', { ...base, from: '2026-02-30' }, '"from"', 'YYYY-MM-DD'],
    ['names a segment that is none', { ...base, segmentId: 'everyone' }, '"segmentId"', 'seg_'],
    ['names a segment that is not there', { ...base, segmentId: nobody }, 'segment', 'no such segment'],
  ])('%s', async (_case, input, field, rule) => {
    const { insights } = await office.as('analyst');

    for (const asked of [insights.get(input), insights.behind(input)]) {
      const words = await wordsOf(asked);
      expect(words).toContain(field);
      expect(words).toContain(rule);
    }
  });

  it('asks for a part that the number does not have, or goes on from nowhere', async () => {
    const { insights } = await office.as('analyst');

    expect(await wordsOf(insights.behind({ ...base, part: 'lost' }))).toBe(
      'The field "part" is not valid: nps has no such part. It has promoters, passives, detractors.',
    );
    for (const metric of ['nps', 'sharers', 'active_members', 'account_activation', 'mrr'] as const) {
      expect(await wordsOf(insights.behind({ ...march, metric, cursor: 'x' }))).toContain('cursor');
    }
  });
});
