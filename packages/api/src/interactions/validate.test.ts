import { textLimits } from '@hearth/schema';
import { describe, expect, it } from 'vitest';
import { explain, validate } from './validate.ts';

const id = 'int_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d';
const surveyId = 'sur_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d';
const answerId = 'ans_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d';
const occurredAt = '2026-03-01T12:00:00.000Z';

const post = (text: unknown, more: object = {}) => ({
  id,
  kind: 'post.created',
  occurredAt,
  payload: { text },
  ...more,
});
const answer = (payload: object) => ({
  id,
  kind: 'survey.answered',
  occurredAt,
  payload: { surveyId, answerId, score: 9, complete: true, ...payload },
});

/** Why an item is refused; undefined when it is not. */
const refusalOf = (item: unknown) => {
  const validated = validate(item);
  return 'rejection' in validated ? validated.rejection : undefined;
};

describe('a well-formed item', () => {
  it('is passed on under its id', () => {
    expect(validate(post('Hello'))).toEqual({ id, interaction: post('Hello') });
  });
});

describe('what is refused', () => {
  it('is told with the code and the place, in a whole sentence', () => {
    expect(refusalOf(post('Hello', { page: 'no-slash' }))).toMatchObject({
      status: 'rejected',
      code: 'invalid_shape',
      message: expect.stringMatching(/^"page" is not as it should be\. .+[.!?]$/),
    });
    expect(refusalOf({ ...post('Hello'), payload: {} })).toMatchObject({
      code: 'invalid_shape',
      message: expect.stringMatching(/^"payload\.text" is not as it should be\. .+\.$/),
    });
  });

  it('names a kind that there is not, and what there is', () => {
    expect(refusalOf({ ...post('Hello'), kind: 'post.stolen' })).toMatchObject({
      code: 'unknown_kind',
      message: expect.stringMatching(/^Unknown kind of interaction\. Known: .*post\.created.*\.$/),
    });
  });

  it.each([[{ kind: undefined }], [{ kind: 7 }], [{ kind: null }]])(
    'is ill shaped, rather than of an unknown kind, when the kind is no text: %j',
    (more) => {
      expect(refusalOf(post('Hello', more))).toMatchObject({
        code: 'invalid_shape',
        message: expect.stringMatching(/^"kind" is not/),
      });
    },
  );

  it.each([null, undefined, 7, 'int_1', true, []])('is whatever is no item at all: %j', (item) => {
    expect(validate(item)).toMatchObject({ id: '', rejection: { code: 'invalid_shape' } });
  });

  it('is called "The item" where the fault has no place of its own', () => {
    expect(explain(undefined)).toEqual({
      status: 'rejected',
      code: 'invalid_shape',
      message: 'The item is not as it should be. It cannot be read.',
    });
  });

  it('is broken text before anything else, wherever it hides', () => {
    for (const item of [post('a\0b'), post('Hello', { page: '/\ud83c' }), { '\0': 1, kind: 'nonsense' }])
      expect(refusalOf(item)).toMatchObject({
        code: 'invalid_text',
        message: 'The item holds a NUL byte or broken Unicode. Send well-formed text.',
      });
  });

  it('is a score out of range, by that name', () => {
    for (const score of [-1, 11, 9.5])
      expect(refusalOf(answer({ score }))).toMatchObject({
        code: 'score_out_of_range',
        message: 'The score must be a whole number from 0 to 10.',
      });
    expect(refusalOf(answer({ score: '9' }))).toMatchObject({ code: 'invalid_shape' });
  });
});

describe('a text', () => {
  it('that a person wrote is too long by that name', () => {
    const report = (note: string) => ({
      ...post(''),
      kind: 'report.created',
      payload: { target: { postId: 'pst_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d' }, reason: 'spam', note },
    });
    const tooLong = (limit: number) => 'x'.repeat(limit + 1);
    for (const item of [
      post(tooLong(textLimits.post)),
      answer({ comment: tooLong(textLimits.answer) }),
      report(tooLong(textLimits.note)),
    ])
      expect(refusalOf(item)).toMatchObject({ code: 'text_too_long' });
    expect(refusalOf(report('x'.repeat(textLimits.note)))).toBeUndefined();
  });

  it('that no person wrote is ill shaped when it is too long', () => {
    expect(refusalOf(post('Hello', { page: `/${'x'.repeat(512)}` }))).toMatchObject({
      code: 'invalid_shape',
      message: expect.stringMatching(/^"page"/),
    });
  });

  it('that is wrong in another way than by its length is ill shaped', () => {
    for (const text of ['', '  ', 7, null])
      expect(refusalOf(post(text))).toMatchObject({ code: 'invalid_shape' });
  });
});

describe('what is sent back', () => {
  const long = 'x'.repeat(1_000);

  it('is at most 64 letters of an id, and never half a letter of it', () => {
    expect(validate({ id: long }).id).toBe('x'.repeat(64));
    expect(validate({ id: 'x'.repeat(64) }).id).toBe('x'.repeat(64));
    expect(validate({ id: `${'x'.repeat(63)}🎉` }).id).toBe(`${'x'.repeat(63)}\ufffd`);
    for (const other of [7, null, {}]) expect(validate({ id: other }).id).toBe('');
  });

  it('is at most 100 letters of a place', () => {
    const message = explain({
      code: 'custom',
      path: ['properties', long],
      message: 'No',
      params: {},
    }).message;
    expect(message).toBe(`"properties.${'x'.repeat(89)}" is not as it should be. No.`);
  });

  it.each(['Is it?', 'Stop!', 'It is.'])('ends once: %j', (message) => {
    expect(explain({ code: 'custom', path: [], message }).message).toBe(
      `The item is not as it should be. ${message}`,
    );
  });
});
