import type { Audit, AuditInput } from '@hearth/schema';
import { readCursor, writeCursor } from '../feed/cursor.ts';
import { rowId, wireId } from '../ids.ts';
import { findActors, findAudit } from './audit-store.ts';
import type { Moderator } from './moderator.ts';
import { wireAction } from './wire-action.ts';

/** One page of the log, newest first. */
export async function auditOf(
  { services: { database }, operator: { projectId } }: Moderator,
  { operatorId, memberId, verb, cursor, limit }: AuditInput,
): Promise<Audit> {
  const [rows, actors] = await Promise.all([
    findAudit(database, projectId, {
      operatorId: operatorId && rowId(operatorId),
      memberId: memberId && rowId(memberId),
      verb,
      after: cursor === undefined ? undefined : readCursor(cursor),
      limit: limit + 1,
    }),
    findActors(database, projectId),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    entries: shown.map(wireAction),
    operators: actors.map(({ id, name }) => ({ id: wireId('operator', id), name })),
    nextCursor: rows.length > limit && last ? writeCursor({ at: last.created_at, id: last.id }) : null,
  };
}
