import { afterEach, expect, it, vi } from 'vitest';
import { createId } from './uuid.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('an id is its prefix and a UUIDv7 that carries the time', () => {
  vi.useFakeTimers({ now: Date.parse('2100-01-01T00:00:00Z') });
  const id = createId('int');
  expect(id).toMatch(/^int_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  expect(Number.parseInt(id.slice(4, 16), 16)).toBe(Date.parse('2100-01-01T00:00:00Z'));
});

it('ten thousand ids made within one millisecond are distinct and in order', () => {
  vi.useFakeTimers({ now: Date.parse('2100-06-01T00:00:00Z') });
  const ids = Array.from({ length: 10_000 }, () => createId('int'));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => /^int_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(id))).toBe(true);
});

it('ids keep their order when the clock is set back', () => {
  vi.useFakeTimers({ now: Date.parse('2101-01-01T00:00:00Z') });
  const before = createId('int');
  vi.setSystemTime(Date.parse('2020-01-01T00:00:00Z'));
  expect(createId('int') > before).toBe(true);
});
