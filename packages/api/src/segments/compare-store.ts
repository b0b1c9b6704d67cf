import type { Compiled, Statement } from './statement-store.ts';

const operators = {
  less_than: '<',
  at_most: '<=',
  at_least: '>=',
  more_than: '>',
  exactly: '=',
} as const;

/** Unknown is no. */
const surely = (sql: string): string => `coalesce(${sql}, false)`;
export const not = (sql: string): string => `NOT ${sql}`;

type TextTest =
  | { test: 'equals' | 'not_equals'; value: string }
  | { test: 'in' | 'not_in'; values: string[] }
  | { test: 'contains'; value: string }
  | { test: 'exists' | 'missing' };

/** Whole texts are compared exactly, parts of them whatever their case. */
export function compareText(text: string, condition: TextTest, statement: Statement): string {
  switch (condition.test) {
    case 'equals':
      return surely(`${text} = ${statement.bind(condition.value, 'text')}`);
    case 'not_equals':
      return not(compareText(text, { ...condition, test: 'equals' }, statement));
    case 'in':
      return surely(`${text} = ANY(${statement.bind(condition.values, 'text[]')})`);
    case 'not_in':
      return not(compareText(text, { ...condition, test: 'in' }, statement));
    case 'contains':
      return surely(`position(lower(${statement.bind(condition.value, 'text')}) IN lower(${text})) > 0`);
    case 'exists':
      return `(${text} IS NOT NULL)`;
    case 'missing':
      return `(${text} IS NULL)`;
  }
}

export interface NumberTest {
  test: keyof typeof operators | 'equals' | 'not_equals';
  value: number;
}

export function compareNumber(number: string, { test, value }: NumberTest, statement: Statement): string {
  if (test === 'not_equals') return not(compareNumber(number, { test: 'equals', value }, statement));
  const operator = test === 'equals' ? '=' : operators[test];
  return surely(`${number} ${operator} ${statement.bind(value, 'numeric')}`);
}

export type InstantTest =
  | { test: 'before' | 'from'; day: string }
  | { test: 'within_days' | 'more_than_days_ago' | 'within_next_days'; days: number };

/** Half-open. Said once, because reading an instant from a trait costs more than comparing it. */
const between = (instant: string, from: string, to: string): string =>
  `tstzrange(${from}, ${to}) @> ${instant}`;

/** Days are whole ones of the project's time zone; within one day is today. */
export function compareInstant(instant: string, condition: InstantTest, statement: Statement): string {
  switch (condition.test) {
    case 'before':
      return surely(`${instant} < ${statement.startOf(condition.day)}`);
    case 'from':
      return surely(`${instant} >= ${statement.startOf(condition.day)}`);
    case 'within_days':
      return surely(between(instant, statement.dayFromToday(1 - condition.days), statement.dayFromToday(1)));
    case 'more_than_days_ago':
      return surely(`${instant} < ${statement.dayFromToday(1 - condition.days)}`);
    case 'within_next_days':
      return surely(between(instant, statement.dayFromToday(0), statement.dayFromToday(condition.days)));
  }
}

/** An instant as the wire has it. */
export const instantAsJson = (instant: string): string =>
  `to_jsonb(to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

export const asJson = (sql: string): string => `to_jsonb(${sql})`;

/** Holds when an expression that is never null says so. */
export const plainly = (sql: string): Compiled => ({ holds: `(${sql})`, actual: asJson(`(${sql})`) });
