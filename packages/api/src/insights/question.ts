import type { Day } from '@hearth/schema';
import { fold } from '../activity/fold.ts';
import { type MarkedSet, membersOf } from '../activity/member-set.ts';
import type { Services } from '../context.ts';
import type { Sql } from '../database/database.ts';
import { rowId } from '../ids.ts';
import { findCalendar } from '../projects/calendar-store.ts';
import { segmentMembers } from '../segments/members.ts';
import { findAccountsOf } from './question-store.ts';
import { todayIn } from './zone.ts';

/** Who asks what of which members: what every count stands on. Ids are UUIDs. */
export interface Question {
  sql: Sql;
  projectId: string;
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** In the project's time zone. */
  today: Day;
  now: Date;
  /** Everything committed before this instant is counted. */
  asOf: Date;
  /** Of the derived days that say so. */
  version: number;
  /** Ordinals of the segment's members; null: everyone. */
  members: MarkedSet | null;
  segmentAsOf: Date | null;
  /** Accounts with a member in the segment; null: all of them. Read once, when first asked for. */
  accounts(): Promise<ReadonlySet<string> | null>;
}

/**
 * Makes ready to count: folds what was committed meanwhile and finds the segment's members.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function openQuestion(
  { database, now: clock }: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId }: { segmentId?: string | undefined },
): Promise<Question> {
  const now = clock();
  const [{ timeZone, currency }, { asOf, version }, segment] = await Promise.all([
    findCalendar(database, projectId),
    fold(database, projectId, now),
    segmentId === undefined ? null : segmentMembers(database, projectId, rowId(segmentId), now),
  ]);
  const members = segment && membersOf(segment.members.toUint32Array());
  let accounts: Promise<ReadonlySet<string> | null> | null = null;
  const findAccounts = async () => (members === null ? null : findAccountsOf(database, projectId, members));
  return {
    sql: database,
    projectId,
    timeZone,
    currency,
    today: todayIn(timeZone, now),
    now,
    asOf,
    version,
    members,
    segmentAsOf: segment?.asOf ?? null,
    accounts: () => {
      const found = accounts ?? findAccounts();
      accounts = found;
      return found;
    },
  };
}

/** What an answer is true of, as it stands on the wire. */
export const freshnessOf = ({
  asOf,
  segmentAsOf,
}: Question): { asOf: string; segmentAsOf: string | null } => ({
  asOf: asOf.toISOString(),
  segmentAsOf: segmentAsOf?.toISOString() ?? null,
});
