import { describe, expect, test } from 'vitest';
import { readFilter, widgetLabels, writeFilter } from './filter.ts';

describe('the filter in the address', () => {
  test.each([
    {},
    { widget: 'nps' as const },
    { member: 'Ada Lindqvist' },
    { widget: 'feed' as const, member: 'ünï & co?=#' },
  ])('%o is read back as it was written', (filter) => {
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  test('no filter leaves the address bare', () => {
    expect(writeFilter({})).toBe('');
  });

  test('a widget that does not exist, or that every object inherits, is no filter', () => {
    expect(readFilter('?widget=chat')).toEqual({});
    expect(readFilter('?widget=constructor')).toEqual({});
  });

  test('a member is trimmed, and cut where the backend would refuse it', () => {
    expect(readFilter('?member=%20Ada%20')).toEqual({ member: 'Ada' });
    expect(readFilter('?member=%20')).toEqual({});
    expect(readFilter(`?member=${'x'.repeat(500)}`).member).toHaveLength(120);
  });

  test('every widget has a name for people', () => {
    expect(Object.keys(widgetLabels).sort()).toEqual(['checklist', 'feed', 'nps', 'referral', 'rewards']);
  });
});
