import { describe, expect, test } from 'vitest';
import { edited } from '../address/param.ts';
import { aboutParam } from './about.ts';
import { segmentsParam, sidesOf } from './segments.ts';

const id = (letter: string) => `seg_${letter.repeat(32)}`;
const names = new Map([[id('a'), 'Pro plan']]);

describe('whose numbers stand side by side', () => {
  test('nothing chosen is everyone', () => {
    expect(sidesOf([], names)).toEqual([{ segmentId: null, name: 'Everyone', place: 1 }]);
  });

  test('each keeps its place, which is its colour; an unknown one is left to the backend to refuse', () => {
    expect(sidesOf([id('a'), 'all', id('b')], names)).toEqual([
      { segmentId: id('a'), name: 'Pro plan', place: 1 },
      { segmentId: null, name: 'Everyone', place: 2 },
      { segmentId: id('b'), name: 'Unknown segment', place: 3 },
    ]);
  });

  test('an address holds four at most, without what is no id', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map(id);
    expect(segmentsParam.read(`?segments=${five.join('.')}.x`)).toEqual(five.slice(0, 4));
  });
});

describe('the opened number in the address', () => {
  test('is read back as it was written', () => {
    const about = { metric: 'nps', place: 3 } as const;
    expect(aboutParam.read(edited('', aboutParam.to(about)))).toEqual(about);
    expect(edited('?about=nps~3', aboutParam.to(null))).toBe('');
  });

  test.each(['nps', 'nps~5', 'toString~1', '~1'])('%s opens nothing', (text) => {
    expect(aboutParam.read(`?about=${text}`)).toBeNull();
  });
});
