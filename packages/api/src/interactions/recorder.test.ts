import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId, wireId } from '../ids.ts';
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

const signup = { name: 'signed_up' };

describe('recording interactions', () => {
  it('stores what a member did and says so', async () => {
    const maya = await community.member();
    const item = community.item('event.tracked', { name: 'signed_up', properties: { plan: 'team' } });

    const outcomes = await community.send(maya, item);

    expect(outcomes).toEqual([{ id: item.id, status: 'accepted', changed: [] }]);
    const rows = await database.query(
      'SELECT member_id, kind, subject, payload FROM interaction WHERE project_id = $1::uuid',
      [community.project.id],
    );
    expect(rows).toEqual([
      { member_id: maya.memberId, kind: 'event.tracked', subject: 'signed_up', payload: item.payload },
    ]);
  });

  it('stores an item once, however often it is sent', async () => {
    const maya = await community.member();
    const item = community.item('event.tracked', signup);

    const inOneBatch = await community.send(maya, item, item);
    const later = await community.send(maya, item);

    expect(inOneBatch.map(({ status }) => status)).toEqual(['accepted', 'duplicate']);
    expect(later).toEqual([{ id: item.id, status: 'duplicate' }]);
    expect(await community.count('interaction')).toBe(1);
  });

  it('stores an item once when many send it at the same moment', async () => {
    const maya = await community.member();
    const item = community.item('event.tracked', signup);

    const all = await Promise.all(Array.from({ length: 20 }, () => community.send(maya, item)));

    const statuses = all.flat().map(({ status }) => status);
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(19);
  });

  it('answers duplicate to a stored item even when it would be refused by now', async () => {
    const maya = await community.member();
    const item = community.item('event.tracked', signup);
    await community.send(maya, item);

    const spoiled = await community.send(maya, { ...item, occurredAt: '2199-01-01T00:00:00.000Z' });

    expect(spoiled).toEqual([{ id: item.id, status: 'duplicate' }]);
  });

  it('lets a poisoned item fail alone', async () => {
    const maya = await community.member();
    const fine = community.item('event.tracked', signup);
    const surveyId = wireId('survey', v7());
    const poisons: [unknown, string][] = [
      [{ ...fine, id: wireId('interaction', v7()), kind: 'mind.read' }, 'unknown_kind'],
      [{ ...fine, id: wireId('interaction', v7()), payload: { name: 7 } }, 'invalid_shape'],
      [{ ...fine, id: 'mine-1' }, 'invalid_shape'],
      [{ ...fine, id: wireId('interaction', v7()), extra: true }, 'invalid_shape'],
      [null, 'invalid_shape'],
      ['text', 'invalid_shape'],
      [[], 'invalid_shape'],
      [community.item('post.created', { text: 'x'.repeat(5001) }), 'text_too_long'],
      [community.item('post.created', { text: 'a\0b' }), 'invalid_text'],
      [community.item('post.created', { text: 'half a pair \ud83d' }), 'invalid_text'],
      [community.item('event.tracked', { name: 'a', properties: { 'k\0': 1 } }), 'invalid_text'],
      [community.item('post.created', { text: '   ' }), 'invalid_shape'],
      [
        community.item('survey.answered', {
          surveyId,
          answerId: wireId('answer', v7()),
          score: 11,
          complete: true,
        }),
        'score_out_of_range',
      ],
      [
        community.item('survey.answered', {
          surveyId,
          answerId: wireId('answer', v7()),
          score: 9,
          complete: true,
        }),
        'not_found',
      ],
      [
        community.item('event.tracked', signup, {
          occurredAt: new Date(community.now.getTime() + 25 * 3_600_000),
        }),
        'occurred_in_future',
      ],
    ];

    const outcomes = await community.send(maya, fine, ...poisons.map(([item]) => item));

    expect(outcomes[0]?.status).toBe('accepted');
    expect(
      outcomes.slice(1).map((outcome) => (outcome.status === 'rejected' ? outcome.code : outcome.status)),
    ).toEqual(poisons.map(([, code]) => code));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.message).toMatch(/^[A-Z"].*[.!?]$/s);
    }
    expect(await community.count('interaction')).toBe(1);
    expect(community.failures).toEqual([]);
  });

  it("corrects the sender's clock and keeps what it said", async () => {
    const maya = await community.member();
    const yearOff = (minutes: number) => new Date(Date.parse('2025-01-01T00:00:00Z') + minutes * 60_000);
    const item = community.item('event.tracked', signup, { occurredAt: yearOff(-10) });

    await community.services.recorder.record(community.project, maya, {
      sentAt: yearOff(0).toISOString(),
      items: [item],
    });

    const [row] = await database.query<{ occurred_at: Date; occurred_at_raw: Date }>(
      'SELECT occurred_at, occurred_at_raw FROM interaction WHERE project_id = $1::uuid',
      [community.project.id],
    );
    expect(row?.occurred_at).toEqual(new Date(community.now.getTime() - 10 * 60_000));
    expect(row?.occurred_at_raw).toEqual(yearOff(-10));
  });

  it('refuses a visitor, who has no credential', async () => {
    await expect(
      community.send({ type: 'visitor' }, community.item('event.tracked', signup)),
    ).rejects.toMatchObject({
      reason: 'sign_in_required',
    });
  });

  it('lets an anonymous member look, answer and tick, but not post, vote or earn', async () => {
    const somebody = await community.anonymous();
    const postId = wireId('post', v7());

    const outcomes = await community.send(
      somebody,
      community.item('widget.shown', { widget: 'feed' }),
      community.item('event.tracked', signup),
      community.item('client.dropped', { impressions: 3, others: 0 }),
      community.item('post.created', { text: 'Hello' }),
      community.item('reaction.added', { postId, emoji: '👍' }),
      community.item('reward.redeemed', { rewardId: wireId('reward', v7()) }),
      community.item('referral.joined', { code: 'ABCDEFGH' }),
    );

    expect(
      outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.code : outcome.status)),
    ).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'sign_in_required',
      'sign_in_required',
      'sign_in_required',
      'sign_in_required',
    ]);
  });

  it('stores nothing for a member who is gone', async () => {
    const ghost = { type: 'verified', memberId: v7(), externalId: 'ghost' } as const;

    const asked = community.record(ghost, 'event.tracked', signup);

    // No outcome, by which a client would let go of what it holds.
    await expect(asked).rejects.toMatchObject({ reason: 'unavailable' });
    expect(await community.count('interaction')).toBe(0);
  });

  it('notes when a member was last here', async () => {
    const maya = await community.member();
    community.pass({ minutes: 30 });

    await community.record(maya, 'event.tracked', signup);

    const [row] = await database.query<{ last_seen_at: Date }>(
      'SELECT last_seen_at FROM member WHERE project_id = $1::uuid',
      [community.project.id],
    );
    expect(row?.last_seen_at).toEqual(community.now);
  });

  it('announces what was stored, and only after it was', async () => {
    const maya = await community.member();
    const [first, refused, second] = [
      community.item('event.tracked', signup),
      community.item('comment.created', { postId: wireId('post', v7()), text: 'On nothing' }),
      community.item('event.tracked', signup),
    ];
    const seen: Promise<[readonly string[], number]>[] = [];
    community.services.bus.on('interactions', ({ ids }) => {
      seen.push(community.count('interaction').then((stored) => [ids, stored]));
    });

    await community.send(maya, first, refused, second);
    await community.send(maya, first);

    const ids = [rowId(first.id), rowId(second.id)];
    expect(await Promise.all(seen)).toEqual([[ids, 2]]);
  });
});
