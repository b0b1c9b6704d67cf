import { registry, type Unit } from '@hearth/metrics';
import type { MetricId } from '@hearth/schema';
import { compactMoney, minorDigits, money, plainMoney } from '../format/money.ts';
import { compact, count, decimal, duration, percent } from '../format/number.ts';

/** A mean on a scale of seven steps needs a digit that a score of ±100 does not. */
const digitsOf = (metric: MetricId): 0 | 1 | 2 => (metric === 'ces' ? 2 : 0);

/** From a thousand on, cents are noise: whole units then, in minor units still. */
const shownMoney = (value: number, currency: string): number => {
  const unit = 10 ** minorDigits(currency);
  return Math.abs(value) < 1_000 * unit ? Math.round(value) : Math.round(value / unit) * unit;
};

const hoursPerDay = 24;
const say: Readonly<Record<Unit, (value: number, metric: MetricId, currency: string) => string>> = {
  score: (value, metric) => decimal(value, digitsOf(metric)),
  percent,
  members: count,
  accounts: count,
  points: compact,
  count,
  money: (value, _metric, currency) => money(shownMoney(value, currency), currency),
  days: (value) => duration(value * hoursPerDay),
  hours: duration,
  ratio: (value) => decimal(value, 2),
};

/** A metric's value as a reader sees it: rounded here, and only here. Nothing measured is a dash. */
export const valueText = (metric: MetricId, value: number | null, currency: string): string =>
  value === null ? '–' : say[registry[metric].unit](value, metric, currency);

/** The same where room is scarce: an axis, a narrow cell. */
export const axisText = (metric: MetricId, value: number, currency: string): string => {
  const { unit } = registry[metric];
  if (unit === 'money') return compactMoney(value, currency);
  if (unit === 'percent') return `${decimal(value, Number.isInteger(value) ? 0 : 1)} %`;
  if (unit === 'score') return decimal(value, metric === 'ces' && !Number.isInteger(value) ? 1 : 0);
  if (unit === 'ratio') return decimal(value, Number.isInteger(value) ? 0 : 2);
  return unit === 'hours' || unit === 'days' ? say[unit](value, metric, currency) : compact(value);
};

/** The value for a file, rounded as on the screen, without its sign or unit. */
export const plainValue = (metric: MetricId, value: number | null, currency: string): number | null => {
  if (value === null) return null;
  const { unit } = registry[metric];
  if (unit === 'money') return Number(plainMoney(shownMoney(value, currency), currency));
  const digits = unit === 'ratio' ? 2 : unit === 'score' ? digitsOf(metric) : 1;
  return Number(value.toFixed(digits));
};

interface Sampled {
  /** Its days are not over: a fall may be nothing but that. */
  incomplete?: boolean;
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Change {
  /** “+4.2 points”, “−12 %”, “no change”; “−3 so far”: it is lower, but its days are not over. */
  text: string;
  /** Whether it is for the better; unclear: within what chance alone would do, or neither way is better. */
  tone: 'better' | 'worse' | 'unclear';
  direction: 'up' | 'down' | 'same';
}

const signed = (text: string, value: number): string =>
  value > 0 ? `+${text}` : value < 0 ? `−${text}` : text;
const relative: readonly Unit[] = [
  'members',
  'accounts',
  'points',
  'count',
  'money',
  'hours',
  'days',
  'ratio',
];

/** Whether the intervals leave room for a doubt: then the change is not called better or worse. */
const certain = (now: Sampled, then: Sampled): boolean =>
  now.low === null || now.high === null || then.low === null || then.high === null
    ? true
    : now.low > then.high || now.high < then.low;

/** What became of a number since the period before; null: one of the two is not there. */
export const changeOf = (metric: MetricId, now: Sampled, then: Sampled): Change | null => {
  if (now.value === null || then.value === null) return null;
  const { unit, direction: good } = registry[metric];
  const isRelative = relative.includes(unit);
  // Ten times nothing is nothing: no percentage can be said of it.
  if (isRelative && then.value === 0) return null;
  const by = isRelative ? ((now.value - then.value) / Math.abs(then.value)) * 100 : now.value - then.value;
  const size = Math.abs(by);
  const digits = size < 10 && (isRelative || unit === 'percent' || metric === 'ces') ? 1 : 0;
  const said = Number(size.toFixed(digits));
  if (said === 0) return { text: 'no change', tone: 'unclear', direction: 'same' };
  const amount = decimal(said, Number.isInteger(said) ? 0 : digits);
  const word = isRelative ? `${amount} %` : unit === 'percent' ? `${amount} pts` : amount;
  const direction = by > 0 ? 'up' : 'down';
  // Days that are not over are no fall yet: no arrow points down, and the words say why.
  if (now.incomplete && direction === 'down') {
    return { text: `${signed(word, by)} so far`, tone: 'unclear', direction: 'same' };
  }
  const better = direction === good;
  const doubtful = good === 'neutral' || !certain(now, then);
  const tone = doubtful ? 'unclear' : better ? 'better' : 'worse';
  return { text: signed(word, by), tone, direction };
};
