import type { Measure } from './measure.ts';

/** What a value is counted in. Money is in minor units of the project's currency; a ratio is a bare quotient. */
export type Unit =
  | 'score'
  | 'percent'
  | 'members'
  | 'accounts'
  | 'money'
  | 'days'
  | 'hours'
  | 'points'
  | 'count'
  | 'ratio';

/** Which page of the console a metric belongs to. */
export type MetricGroup = 'engagement' | 'satisfaction' | 'retention' | 'revenue' | 'loyalty' | 'referral';

/** What a reader needs to know of a metric; drives labels, units and the formula beside each number. */
export interface MetricDescription {
  label: string;
  unit: Unit;
  /** Which way is good; neutral: neither. */
  direction: 'up' | 'down' | 'neutral';
  group: MetricGroup;
  /** The formula in words, as shown to whoever asks. */
  formula: string;
  /** The formula itself: what the API computes the number by. */
  compute: (...counts: never[]) => Measure;
  /** What `n` counts, such as answers. */
  sample: string;
  /** Whom one finds behind the number. */
  behind: 'members' | 'accounts';
  /** The parts that the list behind the number can be cut down to, by id, with their labels; none: all or nothing. */
  parts: Readonly<Record<string, string>>;
}
