import type { MemberList, MemberSearch } from '@hearth/schema';
import type { Services } from '../context.ts';
import { readCursor, writeCursor } from '../feed/cursor.ts';
import { rowId, wireId } from '../ids.ts';
import { segmentMembers } from '../segments/members.ts';
import { searchMembers } from './search-store.ts';

/** A page of members, those seen last first. */
export async function listMembers(
  { database, now }: Services,
  projectId: string,
  { text, accountId, segmentId, limit, cursor }: MemberSearch,
): Promise<MemberList> {
  const segment = segmentId ? await segmentMembers(database, projectId, rowId(segmentId), now()) : null;
  const rows = await searchMembers(database, {
    projectId,
    text: text || null,
    accountId: accountId ? rowId(accountId) : null,
    members: segment?.members ?? null,
    after: cursor === undefined ? null : readCursor(cursor),
    // One more than asked for tells whether there is a next page.
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    members: page.map((row) => ({
      id: wireId('member', row.id),
      name: row.name,
      email: row.email,
      verified: row.verified,
      account: row.account_id === null ? null : accountOf(row.account_id, row.account_name, row.account_plan),
      firstSeenAt: row.first_seen_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    })),
    nextCursor: hasMore ? writeCursor({ at: last.last_seen_at, id: last.id }) : null,
  };
}

/** An account as it is named beside a member. */
export const accountOf = (id: string, name: string | null, plan: string | null) => ({
  id: wireId('account', id),
  name,
  plan,
});
