import { type ModerationAction, type ModerationReason, ModerationReasonSchema } from '@hearth/schema';
import { wireId } from '../ids.ts';
import type { AuditRow } from './audit-store.ts';

/** A reason as it was stored; one that a later version wrote counts as other. */
export const wireReason = (reason: string | null): ModerationReason | null =>
  reason === null ? null : ModerationReasonSchema.catch('other').parse(reason);

/** A line of the log as it crosses the wire. */
export function wireAction(row: AuditRow): ModerationAction {
  const contentId = row.post_id
    ? wireId('post', row.post_id)
    : row.comment_id && wireId('comment', row.comment_id);
  return {
    id: wireId('action', row.id),
    batchId: wireId('action', row.batch_id),
    at: row.created_at.toISOString(),
    operator: { id: wireId('operator', row.operator_id), name: row.operator_name },
    verb: row.verb,
    undoes: row.undoes_id && wireId('action', row.undoes_id),
    undone: row.undone,
    target: contentId ? { id: contentId, excerpt: row.excerpt ?? '' } : null,
    member: { id: wireId('member', row.member_id), name: row.member_name },
    reason: wireReason(row.reason),
    note: row.note,
    until: row.until?.toISOString() ?? null,
  };
}
