import type { ExportedInteraction, ExportInput, ExportPage } from '@hearth/schema';
import type { Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { wireId } from '../ids.ts';
import { type ExportedRow, findStoredAfter, type Position } from './export-store.ts';

/** Rows a page: enough to be quick, little enough to be forgotten at once. */
const PAGE = 1_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The next interactions in the order in which they were stored. What is being stored at this very moment may still
 * come before what is there: whoever exports again and again ends a minute ago.
 *
 * @throws HearthError bad_request when `from` is not before `to`
 */
export async function exportPage(
  { database, now }: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { cursor, from, to }: ExportInput & { cursor?: string | undefined },
): Promise<ExportPage> {
  const first = new Date(from ?? 0);
  const end = to === undefined ? new Date(now().getTime() + 1) : new Date(to);
  if (first >= end) throw new HearthError('bad_request', 'The field "from" has to be before "to".');
  const after = cursor === undefined ? { storedAt: first, id: NOBODY } : positionOf(cursor);
  const rows = await findStoredAfter(database, projectId, after, end, PAGE);
  const last = rows.at(-1);
  const hasMore = last !== undefined && rows.length === PAGE;
  return {
    interactions: rows.map(exported),
    nextCursor: hasMore ? `${last.received_at.getTime()}_${last.id}` : null,
  };
}

function positionOf(cursor: string): Position {
  const [milliseconds, id = NOBODY] = cursor.split('_');
  return { storedAt: new Date(Number(milliseconds)), id };
}

const exported = (row: ExportedRow): ExportedInteraction => ({
  id: wireId('interaction', row.id),
  kind: row.kind,
  occurredAt: row.occurred_at.toISOString(),
  storedAt: row.received_at.toISOString(),
  memberId: wireId('member', row.member_id),
  userId: row.external_id,
  page: row.page,
  payload: row.payload,
});
