import { z } from 'zod';
import { InstantSchema } from './text.ts';

export const MetricIdSchema = z.enum(['nps', 'response_rate', 'active_members']);
export type MetricId = z.infer<typeof MetricIdSchema>;

/** A half-open period: from ≤ t < to. */
export const InsightInputSchema = z.object({
  metric: MetricIdSchema,
  from: InstantSchema,
  to: InstantSchema,
});

/** A metric's answer. An empty sample is null, never 0. Unrounded: rounding happens once, at display. */
export const InsightSchema = z.object({
  value: z.number().nullable(),
  n: z.int().nonnegative(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Insight = z.infer<typeof InsightSchema>;
