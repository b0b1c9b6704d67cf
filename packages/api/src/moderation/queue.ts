import {
  type Claim,
  mostCounted,
  type Queue,
  type QueueCounts,
  type QueueInput,
  type QueueItem,
} from '@hearth/schema';
import { readCursor, writeCursor } from '../feed/cursor.ts';
import { wireId } from '../ids.ts';
import { findClaims, type HeldClaim } from './claim-store.ts';
import type { Moderator } from './moderator.ts';
import { countQueue, findDetails, findQueue, type QueueRow } from './queue-store.ts';
import { type Decision, findDecisions } from './target-store.ts';
import { wireReason } from './wire-action.ts';

/** One page of what may want looking at. */
export async function queueOf(moderator: Moderator, input: QueueInput): Promise<Queue> {
  const { services, operator } = moderator;
  const { tab, status = null, text, cursor, limit } = input;
  const rows = await findQueue(
    services.database,
    operator.projectId,
    { tab, status, text: text || null },
    // One more than asked for tells whether there are more.
    { after: cursor === undefined ? null : readCursor(cursor), limit: limit + 1, now: services.now() },
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last;
  return {
    items: await itemsOf(moderator, shown),
    nextCursor: hasMore ? writeCursor({ at: last.position, id: last.id }) : null,
  };
}

export async function countsOf({ services, operator }: Moderator): Promise<QueueCounts> {
  const count = (tab: 'reported' | 'first' | 'all') =>
    countQueue(services.database, operator.projectId, tab, services.now(), mostCounted);
  const [reported, first, all] = await Promise.all([count('reported'), count('first'), count('all')]);
  return { reported, first, all };
}

/** Rows with all that a line of the queue shows. */
export async function itemsOf(
  { services, operator }: Moderator,
  rows: readonly QueueRow[],
): Promise<QueueItem[]> {
  if (rows.length === 0) return [];
  const { database } = services;
  const ids = rows.map(({ id }) => id);
  const [details, claims, decisions] = await Promise.all([
    findDetails(database, operator.projectId, rows),
    findClaims(database, operator.projectId, ids, services.now()),
    findDecisions(database, operator.projectId, 'content', ids),
  ]);
  return rows.map((row) => {
    const detail = details.get(row.id);
    const claim = claims.get(row.id);
    const decision = decisions.get(row.id);
    return {
      id: wireId(row.kind, row.id),
      postId: wireId('post', row.post_id),
      text: row.text,
      status: row.status,
      createdAt: row.created_at.toISOString(),
      author: {
        id: wireId('member', row.author_id),
        name: detail?.author_name ?? null,
        avatarUrl: detail?.author_avatar ?? null,
      },
      earlier: detail?.earlier ?? 0,
      reports: { open: detail?.reasons.length ?? 0, reasons: [...new Set(detail?.reasons)] },
      claim: claim ? claimOf(claim, operator.id) : null,
      decision: decision ? decisionOf(decision) : null,
    };
  });
}

export const claimOf = ({ operatorId, operatorName, until }: HeldClaim, me: string): Claim => ({
  operator: { id: wireId('operator', operatorId), name: operatorName },
  mine: operatorId === me,
  until: until.toISOString(),
});

const decisionOf = ({ id, at, verb, undoesId, reason, operatorId, operatorName }: Decision) => ({
  id: wireId('action', id),
  at: at.toISOString(),
  operator: { id: wireId('operator', operatorId), name: operatorName },
  verb,
  undoes: undoesId && wireId('action', undoesId),
  reason: wireReason(reason),
});
