import type { ActOutput } from '@hearth/schema';
import { describe, expect, test } from 'vitest';
import { resultOf, tenure } from './wording.ts';

const id = `pst_${'0'.repeat(32)}`;
const actionId = `act_${'0'.repeat(32)}`;
const fine = { id, status: 'done', actionId } as const;
const refused = { id, status: 'refused', code: 'claimed', message: 'Ben is looking at this.' } as const;
const result = (...outcomes: ActOutput['outcomes']): ActOutput => ({ batchId: actionId, outcomes });

describe('what was done', () => {
  test('is said of one, of many and of some', () => {
    expect(resultOf('hide', result(fine))).toBe('Hidden.');
    expect(resultOf('remove', result(fine, fine, fine))).toBe('3 removed.');
    expect(resultOf('approve', result(fine, refused))).toBe('1 of 2 approved. Ben is looking at this.');
    expect(resultOf('ban', result(refused))).toBe('Ben is looking at this.');
    expect(resultOf('hide', result(fine, fine), true)).toBe('2 taken back.');
  });
});

describe('how long a member has been here', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  test.each([
    ['2026-11-22T09:00:00Z', 'New today'],
    ['2026-11-21T09:00:00Z', 'Here for 1 day'],
    ['2026-03-20T09:00:00Z', 'Here for 8 months'],
    ['2023-11-01T09:00:00Z', 'Here for 3 years'],
  ])('since %s: %s', (since, words) => {
    expect(tenure(since, now)).toBe(words);
  });
});
