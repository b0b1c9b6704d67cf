import { expect, test } from 'vitest';
import { monthsUpTo } from './months.ts';

test('months go back over a new year, as far as asked or as there is something', () => {
  const now = new Date(2026, 1, 28);
  expect(monthsUpTo(now, 3)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(monthsUpTo(now, 1, '2025-11')).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
