import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InteractionKindSchema, InteractionSchema, RecordInputSchema } from './interaction.ts';

const id = `int_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d`;
const digits = '0199a3c4e5f67a8b9c0d1e2f3a4b5c6d';
const occurredAt = '2026-11-21T10:00:00.000Z';
const interaction = (kind: string, payload: object, rest: object = {}) => ({
  id,
  occurredAt,
  kind,
  payload,
  ...rest,
});

/** One good payload of each kind. */
const payloads: Record<string, object> = {
  'widget.shown': { widget: 'nps', contentId: `sur_${digits}` },
  'widget.started': { widget: 'feed' },
  'widget.dismissed': { widget: 'nps' },
  'survey.answered': { surveyId: `sur_${digits}`, answerId: `ans_${digits}`, score: 9, complete: false },
  'exit.answered': { surveyId: `sur_${digits}`, answerId: `ans_${digits}`, reason: 'too_expensive' },
  'checklist.item.started': { itemId: `itm_${digits}` },
  'checklist.item.completed': { itemId: `itm_${digits}` },
  'post.created': { text: 'Hello' },
  'post.edited': { postId: `pst_${digits}`, text: 'Hello again' },
  'post.deleted': { postId: `pst_${digits}` },
  'comment.created': { postId: `pst_${digits}`, text: 'Welcome' },
  'comment.deleted': { commentId: `cmt_${digits}` },
  'reaction.added': { postId: `pst_${digits}`, emoji: '🎉' },
  'reaction.removed': { postId: `pst_${digits}`, emoji: '🎉' },
  'report.created': { target: { commentId: `cmt_${digits}` }, reason: 'spam' },
  'reward.redeemed': { rewardId: `rwd_${digits}` },
  'referral.shared': { channel: 'copy' },
  'referral.joined': { code: 'HEARTH22' },
  'event.tracked': { name: 'project_created', properties: { template: 'blank', seats: 3, trial: true } },
  'client.dropped': { impressions: 12, others: 0 },
};

const issueOf = (input: unknown) => InteractionSchema.safeParse(input).error?.issues[0];

describe('an interaction', () => {
  test.each(Object.entries(payloads))('%s is understood', (kind, payload) => {
    expect(InteractionKindSchema.safeParse(kind).success).toBe(true);
    expect(InteractionSchema.safeParse(interaction(kind, payload)).success).toBe(true);
  });

  test('every kind has an example here', () => {
    const known = InteractionSchema.options.map((option) => option.shape.kind.value).sort();
    expect(Object.keys(payloads).sort()).toEqual(known);
  });

  test('an unknown kind is refused with the list of known ones', () => {
    const issue = InteractionKindSchema.safeParse('post.exploded').error?.issues[0];
    expect(issue).toMatchObject({ params: { code: 'unknown_kind' } });
    expect(issue?.message).toContain('post.created');
  });

  test('a name that every object inherits is no kind', () => {
    expect(InteractionKindSchema.safeParse('constructor').success).toBe(false);
    expect(InteractionKindSchema.safeParse('__proto__').success).toBe(false);
  });

  test.each([11, -1, 9.5, Number.NaN])('a score of %d is out of range', (score) => {
    const payload = { ...payloads['survey.answered'], score };
    expect(InteractionSchema.safeParse(interaction('survey.answered', payload)).success).toBe(false);
  });

  test('score 11 says which scores there are', () => {
    const payload = { ...payloads['survey.answered'], score: 11 };
    expect(issueOf(interaction('survey.answered', payload))).toMatchObject({
      message: 'The score must be a whole number from 0 to 10.',
      params: { code: 'score_out_of_range' },
    });
  });

  test.each([
    ['a NUL byte', 'a\0b'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('%s in a text is refused by name', (_, text) => {
    expect(issueOf(interaction('post.created', { text }))).toMatchObject({
      params: { code: 'invalid_text' },
    });
  });

  test('a NUL byte cannot hide in a tracked property or its name', () => {
    const bad = (properties: object) => interaction('event.tracked', { name: 'x', properties });
    expect(InteractionSchema.safeParse(bad({ a: 'b\0' })).success).toBe(false);
    expect(InteractionSchema.safeParse(bad({ 'a\0': 'b' })).success).toBe(false);
  });

  test('a text of blanks is empty, and one of 5,001 characters too long', () => {
    expect(issueOf(interaction('post.created', { text: ' \n\t ' }))?.message).toContain('empty');
    expect(issueOf(interaction('post.created', { text: 'x'.repeat(5001) }))).toMatchObject({
      code: 'too_big',
    });
    expect(issueOf(interaction('post.created', { text: 'x'.repeat(5000) }))).toBeUndefined();
  });

  test('a sender cannot name a project or a member', () => {
    const forged = interaction('post.created', { text: 'Hello' }, { projectId: digits });
    expect(InteractionSchema.safeParse(forged).success).toBe(false);
  });

  test('an id that is no UUIDv7 is refused', () => {
    const version4 = {
      ...interaction('post.created', { text: 'Hello' }),
      id: 'int_0199a3c4e5f64a8b9c0d1e2f3a4b5c6d',
    };
    expect(issueOf(version4)?.message).toContain('UUIDv7');
  });

  test('a page with a query is refused: it may hold secrets', () => {
    const leaking = interaction('widget.shown', { widget: 'nps' }, { page: '/reset?token=1' });
    expect(InteractionSchema.safeParse(leaking).success).toBe(false);
  });

  test('no input of any shape makes validation throw', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => typeof InteractionSchema.safeParse(input).success === 'boolean'),
    );
  });
});

test('one call carries 1 to 100 items', () => {
  const call = (count: number) =>
    RecordInputSchema.safeParse({ sentAt: occurredAt, items: Array(count).fill({}) }).success;
  expect([0, 1, 100, 101].map(call)).toEqual([false, true, true, false]);
});
