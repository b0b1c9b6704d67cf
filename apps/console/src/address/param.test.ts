import { describe, expect, test } from 'vitest';
import { edited, flag, list, oneOf, param, text } from './param.ts';

const sort = param('sort', oneOf(['new', 'old'], 'new'));
const words = param('q', text(5));
const on = param('on', flag);
const ids = param('ids', list(/^[a-z]+$/, 2));

describe('a parameter', () => {
  test('is read back as it was written, and the usual value leaves the address bare', () => {
    const search = edited('', sort.to('old'), words.to('a&b='), on.to(true), ids.to(['x', 'y']));
    expect(sort.read(search)).toBe('old');
    expect(words.read(search)).toBe('a&b=');
    expect(on.read(search)).toBe(true);
    expect(ids.read(search)).toEqual(['x', 'y']);
    expect(edited(search, sort.to('new'), words.to(''), on.to(false), ids.to([]))).toBe('');
  });

  test('leaves the parameters of others alone', () => {
    expect(edited('?period=7d&sort=old', sort.to('new'))).toBe('?period=7d');
  });

  test('of a hostile address is read as the usual value', () => {
    expect(sort.read('?sort=constructor')).toBe('new');
    expect(words.read(`?q=${'x'.repeat(99)}`)).toHaveLength(5);
    expect(on.read('?on=yes')).toBe(false);
    expect(ids.read('?ids=x.x.<script>.y.z')).toEqual(['x', 'y']);
  });
});
