import { expect, test } from 'vitest';
import { byColumn, type Column, csvOf } from './columns.ts';

test('the file has the table’s columns, rows and values', () => {
  const columns: Column<{ name: string; score: number | null }>[] = [
    { label: 'Member', value: ({ name }) => name },
    { label: 'Score', value: ({ score }) => score, numeric: true, show: () => 'never in the file' },
  ];
  const rows = [
    { name: '=HYPERLINK("x")', score: 9 },
    { name: 'Ada', score: null },
  ];
  expect(csvOf(columns, rows)).toBe('Member,Score\r\n"\'=HYPERLINK(""x"")",9\r\nAda,\r\n');
});

test('a column sorts both ways, and what is not there comes last in both', () => {
  const column: Column<number | null> = { label: 'Score', value: (score) => score, numeric: true };
  expect([3, null, 9].toSorted(byColumn(column, false))).toEqual([9, 3, null]);
  expect([3, null, 9].toSorted(byColumn(column, true))).toEqual([3, 9, null]);
});
