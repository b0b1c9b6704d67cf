import type { Behind } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';
import { wireId } from '../ids.ts';
import { findByOrdinal } from './behind-engagement-store.ts';
import type { Question } from './question.ts';

const PAGE = 50;

/** One line of a list: a member, and what they contributed. */
export interface Entry {
  ordinal: number;
  /** In the metric's own unit; null: nothing, or nothing yet. */
  amount: number | null;
}

/** What is on a page that begins after `cursor`, of a list that is put together anew for each. */
export function pageOf<T>(all: readonly T[], cursor: string | undefined): { page: T[]; next: string | null } {
  const begin = cursor === undefined ? 0 : readPlace(cursor);
  const end = begin + PAGE;
  return { page: all.slice(begin, end), next: end < all.length ? `after_${end}` : null };
}

function readPlace(cursor: string): number {
  const [, place] = /^after_(\d{1,9})$/.exec(cursor) ?? [];
  if (place === undefined) {
    throw new HearthError('bad_request', 'The field "cursor" is not one of ours. Begin again without one.');
  }
  return Number(place);
}

/** Nothing yet comes last: -Infinity would not do, as it is no number from itself. */
const orderOf = ({ amount }: Entry): number => amount ?? -Number.MAX_VALUE;

/** Members, those who contributed most first. */
export async function listMembers(
  { sql, projectId }: Question,
  entries: readonly Entry[],
  cursor: string | undefined,
): Promise<Behind> {
  const sorted = entries.toSorted((a, b) => orderOf(b) - orderOf(a) || a.ordinal - b.ordinal);
  const { page, next } = pageOf(sorted, cursor);
  const found = await findByOrdinal(
    sql,
    projectId,
    page.map(({ ordinal }) => ordinal),
  );
  const byOrdinal = new Map(found.map((member) => [member.ordinal, member]));
  return {
    of: 'members',
    total: entries.length,
    rows: page.flatMap(({ ordinal, amount }) => {
      const member = byOrdinal.get(ordinal);
      if (!member) return [];
      const { id, name, accountName, lastSeenAt } = member;
      return [{ id: wireId('member', id), name, detail: accountName, amount, at: lastSeenAt.toISOString() }];
    }),
    nextCursor: next,
  };
}
