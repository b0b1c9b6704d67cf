import type { MetricDescription } from './description.ts';
import { engagement } from './registry/engagement.ts';
import { loyalty } from './registry/loyalty.ts';
import { referral } from './registry/referral.ts';
import { retention } from './registry/retention.ts';
import { revenue } from './registry/revenue.ts';
import { satisfaction } from './registry/satisfaction.ts';

const described = { ...engagement, ...satisfaction, ...retention, ...revenue, ...loyalty, ...referral };

/** One line a metric, by the id that the wire knows it by: what drives the API, the console and the docs. */
export const registry: Readonly<Record<keyof typeof described, MetricDescription>> = described;
