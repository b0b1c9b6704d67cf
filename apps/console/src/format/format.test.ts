import { describe, expect, test } from 'vitest';
import { minorDigits, money, plainMoney, readMoney } from './money.ts';
import { compact, counted, duration, percent } from './number.ts';
import { age, span, stepName } from './time.ts';

describe('numbers', () => {
  test('have as many digits as say something', () => {
    expect(percent(48.26)).toMatch(/^48[.,]3 %$/);
    expect(percent(50)).toBe('50 %');
    expect(percent(104.4)).toBe('104 %');
    expect(compact(9_999)).toMatch(/^9[,.]999$/);
    expect(compact(12_480)).toMatch(/^12[.,]5K$/);
    expect(counted(1, 'member')).toBe('1 member');
    expect(counted(0, 'member')).toBe('0 members');
  });

  test('a length of time is said in the unit that fits', () => {
    expect(duration(0.5)).toBe('30 min');
    expect(duration(3.52)).toMatch(/^3[.,]5 h$/);
    expect(duration(72)).toMatch(/^3[.,]0 days$/);
    expect(duration(480)).toBe('20 days');
  });
});

describe('money', () => {
  test('is shown from minor units, by the currency’s own digits', () => {
    expect(money(123_450, 'USD')).toContain('1,234.50');
    expect(money(120_000, 'USD')).toMatch(/1,200$/);
    expect(money(1_200, 'JPY')).toContain('1,200');
    expect(minorDigits('KWD')).toBe(3);
    expect(plainMoney(-5, 'EUR')).toBe('-0.05');
  });

  test('what is typed becomes minor units without a float in between', () => {
    expect(readMoney('1,234.5', 'USD')).toBe(123_450);
    expect(readMoney('0.29', 'USD')).toBe(29);
    expect(readMoney('1200', 'JPY')).toBe(1_200);
  });

  test.each(['', 'abc', '-5', '1.234', '1e5'])('%j is no amount of dollars', (typed) => {
    expect(readMoney(typed, 'USD')).toBeNull();
  });
});

describe('days', () => {
  test('half-open days are said with both ends in', () => {
    expect(span('2026-11-01', '2026-12-01')).toMatch(/1.*30/);
    expect(stepName({ from: '2026-11-01', to: '2026-12-01' }, 'month')).toBe('Nov 2026');
  });

  test('an age is one unit, cut and not rounded up', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(age('2026-11-22T11:59:30Z', now)).toBe('just now');
    expect(age('2026-11-22T10:01:00Z', now)).toMatch(/^1 hr\.? ago$/);
    expect(age('2026-11-18T11:00:00Z', now)).toBe('4 days ago');
  });
});
