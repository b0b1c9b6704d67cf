import { type SegmentReasons, SegmentRuleSchema } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { wireId } from '../ids.ts';
import { findCalendar } from '../projects/calendar-store.ts';
import { findReasons } from './members-store.ts';
import { findSegments } from './store.ts';

/**
 * Every segment in use, whether this member (a UUID) is in it at this moment, and why: the verdict on each condition
 * with what is true of them. Empty for a member who is not there.
 */
export async function explainMember(
  sql: Sql,
  projectId: string,
  memberId: string,
  now: Date,
): Promise<SegmentReasons> {
  const scope = { projectId, ...(await findCalendar(sql, projectId)), now, memberId };
  const reasons: SegmentReasons = [];
  for (const { id, name, rule } of await findSegments(sql, projectId, false)) {
    const why = await findReasons(sql, scope, SegmentRuleSchema.parse(rule));
    if (why) reasons.push({ id: wireId('segment', id), name, holds: why.holds, why });
  }
  return reasons;
}
