import { describe, expect, test } from 'vitest';
import { changeOf, plainValue, valueText } from './value.ts';

const measure = (value: number | null, low: number | null = null, high: number | null = null) => ({
  value,
  low,
  high,
});

describe('a value on the screen', () => {
  test('nothing measured is a dash, not a zero', () => {
    expect(valueText('nps', null, 'USD')).toBe('–');
    expect(valueText('nps', 0, 'USD')).toBe('0');
  });

  test('has the digits of its unit', () => {
    expect(valueText('nps', 49.6, 'USD')).toBe('50');
    expect(valueText('ces', 5.456, 'USD')).toBe('5.46');
    expect(valueText('csat', 81.25, 'USD')).toBe('81.3 %');
    expect(valueText('mrr', 1_234_560, 'USD')).toMatch(/12,346$/);
    expect(valueText('arpa', 17_809, 'USD')).toContain('178.09');
    expect(valueText('ltv_to_cac', 3.1372, 'USD')).toBe('3.14');
  });

  test('is the same in a file', () => {
    expect(plainValue('csat', 81.25, 'USD')).toBe(81.3);
    expect(plainValue('mrr', 1_234_560, 'USD')).toBe(12_346);
    expect(plainValue('nps', null, 'USD')).toBeNull();
  });
});

describe('a change since the period before', () => {
  test('of a count is relative, of a share is in points, of a score is absolute', () => {
    expect(changeOf('active_members', measure(120), measure(100))?.text).toBe('+20 %');
    expect(changeOf('csat', measure(80), measure(75.5))?.text).toBe('+4.5 pts');
    expect(changeOf('nps', measure(30), measure(42))?.text).toBe('−12');
  });

  test('is better or worse by the metric’s own direction', () => {
    expect(changeOf('active_members', measure(120), measure(100))?.tone).toBe('better');
    expect(changeOf('customer_churn', measure(5), measure(3))?.tone).toBe('worse');
    expect(changeOf('points_outstanding', measure(5), measure(3))?.tone).toBe('unclear');
  });

  test('down, of days that are not over, is not called worse', () => {
    expect(changeOf('daily_active_members', { ...measure(8), incomplete: true }, measure(80))?.tone).toBe(
      'unclear',
    );
    expect(changeOf('daily_active_members', { ...measure(90), incomplete: true }, measure(80))?.tone).toBe(
      'better',
    );
  });

  test('that chance alone may have made is called neither', () => {
    expect(changeOf('nps', measure(40, 30, 50), measure(35, 25, 45))?.tone).toBe('unclear');
    expect(changeOf('nps', measure(40, 35, 45), measure(20, 15, 25))?.tone).toBe('better');
  });

  test('that rounds to nothing is no change; from nothing there is none to tell', () => {
    expect(changeOf('nps', measure(40.2), measure(40))?.text).toBe('no change');
    expect(changeOf('active_members', measure(5), measure(0))).toBeNull();
    expect(changeOf('nps', measure(null), measure(5))).toBeNull();
  });
});
