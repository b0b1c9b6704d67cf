import { activeMembers, type Measure, nps, responseRate } from '@hearth/metrics';
import type { Insight, MetricId } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { countActiveMembers, countBands, countResponses, type Period } from './store.ts';

/** SQL counts, @hearth/metrics divides. */
const metrics: Record<MetricId, (sql: Sql, period: Period) => Promise<Measure>> = {
  nps: async (sql, period) => nps(await countBands(sql, period)),
  response_rate: async (sql, period) => responseRate(await countResponses(sql, period)),
  active_members: async (sql, period) => activeMembers(await countActiveMembers(sql, period)),
};

/** One metric of a project for a period. */
export const getInsight = (sql: Sql, metric: MetricId, period: Period): Promise<Insight> =>
  metrics[metric](sql, period);
