import { SegmentRuleSchema } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { findCalendar } from '../projects/calendar-store.ts';
import { judge } from './members-store.ts';
import { findRules } from './refresh-store.ts';

/**
 * Which of these segments (UUIDs) a member is in at this moment. Evaluated for that one member, so that a widget can
 * ask while a page loads. Segments that the project does not have hold nobody.
 */
export async function isMemberIn(
  sql: Sql,
  projectId: string,
  memberId: string,
  segmentIds: readonly string[],
  now: Date,
): Promise<Set<string>> {
  if (segmentIds.length === 0) return new Set();
  const [rules, calendar] = await Promise.all([
    findRules(sql, projectId, segmentIds),
    findCalendar(sql, projectId),
  ]);
  if (rules.size === 0) return new Set();
  const ids = [...rules.keys()];
  const parsed = [...rules.values()].map((rule) => SegmentRuleSchema.parse(rule));
  const verdicts = await judge(sql, { projectId, ...calendar, now, memberId }, parsed);
  return new Set(ids.filter((_, at) => verdicts[at]));
}
