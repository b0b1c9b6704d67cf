import { describe, expect, it } from 'vitest';
import { holdsBrokenText } from './broken-text.ts';

/** A value inside so many lists. */
const within = (lists: number, value: unknown): unknown => (lists === 0 ? value : [within(lists - 1, value)]);

describe('text that a database cannot store', () => {
  it.each([
    ['a NUL byte', 'a\0b'],
    ['the first half of a pair', 'a\ud83c'],
    ['the second half of a pair', '\udf89a'],
    ['the halves of a pair, swapped', '\udf89\ud83c'],
  ])('is found as a value, in a list, under a name, and as a name: %s', (_what, text) => {
    for (const value of [text, [1, text], { note: { inner: ['fine', text] } }, { [text]: 1 }])
      expect(holdsBrokenText(value), JSON.stringify(value)).toBe(true);
  });

  it.each(['', 'Maya', '🎉', '\t\n', '\u0001', '\ufffd', 7, true, null, undefined, [], {}, [{ a: ['b'] }]])(
    'is nowhere in %j',
    (value) => {
      expect(holdsBrokenText(value)).toBe(false);
    },
  );

  it('is looked for as deep as an interaction goes, and no deeper, so that no nesting costs the stack', () => {
    expect(holdsBrokenText(within(9, '\0'))).toBe(true);
    expect(holdsBrokenText(within(10, '\0'))).toBe(false);
    expect(holdsBrokenText(within(5_000, '\0'))).toBe(false);
  });
});
