import type { Day, Interval } from '@hearth/schema';
import { oneOf, type Param, param } from '../address/param.ts';
import { daysIn, isDay, type Period, plusDays, plusMonths } from './calendar.ts';

/** The periods that have a name, and what they are called. Those of today hold today, which is not over. */
export const presets = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-quarter': 'This quarter',
  'last-quarter': 'Last quarter',
  'this-year': 'This year',
  'last-year': 'Last year',
} as const;
export type Preset = keyof typeof presets;

const isPreset = (name: string): name is Preset => Object.hasOwn(presets, name);
export const presetNames: readonly Preset[] = Object.keys(presets).filter(isPreset);

const quarterOf = (day: Day): Day => plusMonths(day, -((Number(day.slice(5, 7)) - 1) % 3));
const yearOf = (day: Day): Day => `${day.slice(0, 4)}-01-01`;

/** The days of a named period, seen from today. */
export const periodOf = (preset: Preset, today: Day): Period => {
  const tomorrow = plusDays(today, 1);
  switch (preset) {
    case '7d':
    case '30d':
    case '90d':
      return { from: plusDays(tomorrow, -Number.parseInt(preset, 10)), to: tomorrow };
    case 'this-month':
      return { from: plusMonths(today, 0), to: tomorrow };
    case 'last-month':
      return { from: plusMonths(today, -1), to: plusMonths(today, 0) };
    case 'this-quarter':
      return { from: quarterOf(today), to: tomorrow };
    case 'last-quarter':
      return { from: plusMonths(quarterOf(today), -3), to: quarterOf(today) };
    case 'this-year':
      return { from: yearOf(today), to: tomorrow };
    case 'last-year':
      return { from: plusMonths(yearOf(today), -12), to: yearOf(today) };
  }
};

/** Which period the reader chose: one with a name, or days of their own. */
export type Choice = { preset: Preset } | ({ preset: null } & Period);

/** The longest that the backend answers, in days. */
const longest = 3_660;
export const isPeriod = ({ from, to }: Period): boolean =>
  isDay(from) && isDay(to) && from < to && daysIn({ from, to }) <= longest;

/** `period=90d`, or `period=2026-01-01_2026-02-01`, half-open. */
export const periodParam: Param<Choice> = param('period', {
  write: (choice) =>
    choice.preset === null ? `${choice.from}_${choice.to}` : choice.preset === '30d' ? null : choice.preset,
  read: (text) => {
    if (text !== null && isPreset(text)) return { preset: text };
    const [from = '', to = ''] = text?.split('_') ?? [];
    return isPeriod({ from, to }) ? { preset: null, from, to } : { preset: '30d' };
  },
});

export const resolve = (choice: Choice, today: Day): Period =>
  choice.preset === null ? { from: choice.from, to: choice.to } : periodOf(choice.preset, today);

/** How wide a trend's points are; `auto` goes by the period's length. */
export const intervalParam = param('by', oneOf(['auto', 'day', 'week', 'month'], 'auto'));

/**
 * The width that gives a trend some ten to fifty points. `least` is the narrowest that makes sense for what is
 * measured: a handful of answers a day is noise.
 */
export const intervalFor = (period: Period, chosen: 'auto' | Interval, least: Interval = 'day'): Interval => {
  if (chosen !== 'auto') return chosen;
  const days = daysIn(period);
  const fitting: Interval = days <= 45 ? 'day' : days <= 200 ? 'week' : 'month';
  return least === 'week' && fitting === 'day' && days > 7 ? 'week' : fitting;
};
