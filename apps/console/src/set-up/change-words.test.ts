import { expect, test } from 'vitest';
import { deed, particulars } from './change-words.ts';

test('a change is told in words, and one that is new is not left out', () => {
  expect(deed('origin.added')).toBe('allowed the origin');
  expect(deed('playbook.paused_again')).toBe('playbook paused again');
  expect(particulars('revenue.configured', 'grossMargin, rates')).toBe('gross margin, exchange rates');
  expect(particulars('operator.role_changed', 'admin → owner')).toBe('admin → owner');
});
