import { InteractionSchema } from '@hearth/schema';
import { expect, test } from 'vitest';
import { isDeliberate, sentenceOf } from './wording.ts';

test('every kind of interaction has words for people', () => {
  for (const { shape } of InteractionSchema.options) {
    const kind = shape.kind.value;
    expect(sentenceOf(kind)).not.toBe(kind);
  }
});

test('a kind from a newer backend is shown by its name', () => {
  expect(sentenceOf('poll.voted')).toBe('poll.voted');
});

test('being shown something is not deliberate; answering is', () => {
  expect(isDeliberate('widget.shown')).toBe(false);
  expect(isDeliberate('survey.answered')).toBe(true);
});
