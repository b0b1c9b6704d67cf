import { expect, it } from 'vitest';
import { summarise } from './summary.ts';

it('tells a score and its words, and no ids: they say nothing to a reader', () => {
  expect(summarise({ surveyId: 'sur_1', answerId: 'ans_1', score: 9, comment: 'Calm\n tool' })).toBe(
    '9 · Calm tool',
  );
  expect(summarise({ widget: 'checklist', contentId: 'chk_1' })).toBeNull();
});

it('cuts a long text between characters, never within one', () => {
  const summary = summarise({ text: '🎉'.repeat(200) }) ?? '';
  expect([...summary]).toHaveLength(80);
  expect(summary.isWellFormed()).toBe(true);
});

it('leaves a text of 80 letters whole, and cuts one of 81 to 79 and an ellipsis', () => {
  expect(summarise({ text: 'x'.repeat(80) })).toBe('x'.repeat(80));
  expect(summarise({ text: 'x'.repeat(81) })).toBe(`${'x'.repeat(79)}…`);
});

it.each([null, undefined, 'text', 7, true, []])('has nothing to tell of %j', (payload) => {
  expect(summarise(payload)).toBeNull();
});
