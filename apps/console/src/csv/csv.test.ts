import { describe, expect, test } from 'vitest';
import { toCsv } from './csv.ts';

describe('a CSV file', () => {
  test('has its header, its rows and CRLF', () => {
    expect(toCsv(['day', 'members'], [['2026-01-01', 12]])).toBe('day,members\r\n2026-01-01,12\r\n');
  });

  test('quotes commas, quotes and line breaks', () => {
    expect(toCsv(['a'], [['x, "y"\nz']])).toBe('a\r\n"x, ""y""\nz"\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '|calc'])('%j is no formula in it', (text) => {
    expect(toCsv(['a'], [[text]])).toContain(`'${text}`);
  });

  test('a negative number stays a number, and nothing stays empty', () => {
    expect(toCsv(['a', 'b'], [[-5, null]])).toBe('a,b\r\n-5,\r\n');
  });
});
