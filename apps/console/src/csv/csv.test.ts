import { describe, expect, test } from 'vitest';
import { toCsv } from './csv.ts';

describe('a CSV file', () => {
  test('has its header, its rows and CRLF', () => {
    expect(toCsv(['day', 'members'], [['2026-01-01', 12]])).toBe('day,members\r\n2026-01-01,12\r\n');
  });

  test('quotes commas, quotes and line breaks', () => {
    expect(toCsv(['a'], [['x, "y"\nz']])).toBe('a\r\n"x, ""y""\nz"\r\n');
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\tx',
    ' =1',
    '\u00a0=1',
    '|calc',
    '＝1',
    '＋1',
    '－1',
    '＠A1',
  ])('%j is no formula in it', (text) => {
    expect(toCsv(['a'], [[text]])).toMatch(/^a\r\n"?'/);
  });

  test.each([
    ['Ann;=1+1;', `"Ann;'=1+1;"`],
    ['one\n=1+1', `"one\n'=1+1"`],
    ['one\r\n@x', `"one\r\n'@x"`],
    ['one\t@x', `"one\t'@x"`],
    ['"; =1+1', `""";' =1+1"`],
  ])('%j begins no other cell with a formula either', (text, written) => {
    expect(toCsv(['a'], [[text]])).toBe(`a\r\n${written}\r\n`);
  });

  test.each(['a=b', '3 - 2', 'ann@x.example', 'C++', 'x|y'])('%j is written as it is', (text) => {
    expect(toCsv(['a'], [[text]])).toBe(`a\r\n${text}\r\n`);
  });

  test('a negative number stays a number, and nothing stays empty', () => {
    expect(toCsv(['a', 'b'], [[-5, null]])).toBe('a,b\r\n-5,\r\n');
  });
});
