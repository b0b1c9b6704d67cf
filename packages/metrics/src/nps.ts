import { assertCount, type Measure, z95 } from './measure.ts';

/** Answers by band: promoters gave 9–10, passives 7–8, detractors 0–6. A dismissal is no answer. */
export interface NpsCounts {
  promoters: number;
  passives: number;
  detractors: number;
}

/**
 * Net Promoter Score: the percentage of promoters minus the percentage of detractors, in [-100, 100].
 *
 * 100 × (promoters − detractors) / answers. The 95 % interval is the adjusted Wald one: three answers are
 * added (¾ promoters, 1½ passives, ¾ detractors) before the usual formula, clamped to ±100; it covers well
 * even for a handful of answers.
 *
 * Sources: F. Reichheld (2003), The one number you need to grow, HBR 81; B. Rocks (2016), Interval estimation
 * for the Net Promoter Score, The American Statistician 70.
 *
 * @returns nulls when nobody answered
 * @throws RangeError if a count is not a whole number of at least 0
 * @example nps({ promoters: 70, passives: 10, detractors: 20 }) // value 50, low 32.9, high 64.1
 */
export const nps = ({ promoters, passives, detractors }: NpsCounts): Measure => {
  assertCount('promoters', promoters);
  assertCount('passives', passives);
  assertCount('detractors', detractors);
  const n = promoters + passives + detractors;
  if (n === 0) return { value: null, n, low: null, high: null };

  const size = n + 3;
  const up = (promoters + 0.75) / size;
  const down = (detractors + 0.75) / size;
  const centre = up - down;
  const spread = z95 * Math.sqrt((up + down - centre ** 2) / size);
  return {
    value: (100 * (promoters - detractors)) / n,
    n,
    low: Math.max(-100, 100 * (centre - spread)),
    high: Math.min(100, 100 * (centre + spread)),
  };
};
