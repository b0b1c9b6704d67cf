import { SegmentRuleSchema } from '@hearth/schema';
import { type Bitmap, bitmapOf, readBitmap, writeBitmap } from '../activity/bitmap.ts';
import { fold } from '../activity/fold.ts';
import type { Database } from '../database/database.ts';
import { isUnavailable } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { findCalendar } from '../projects/calendar-store.ts';
import { findOrdinals } from './members-store.ts';
import { findStoredMembers, type StoredMembers, storeMembers } from './refresh-store.ts';

/** Within this long what was worked out is good enough to be asked again. Milliseconds. */
const FRESH_FOR = 60_000;
/** The longest that one segment may keep the database busy. Milliseconds. */
const LONGEST_REFRESH = 10_000;

export interface SegmentMembers {
  /** Ordinals of the members. */
  members: Bitmap;
  /** When this was so. */
  asOf: Date;
}

/**
 * Who is in a segment: worked out now if the last time is more than a minute ago or the rule has changed since. When
 * the database is too busy for that, what it was last, with its age.
 *
 * @throws HearthError not_found for a segment that the project does not have
 */
export async function segmentMembers(
  database: Database,
  projectId: string,
  segmentId: string,
  now: Date,
): Promise<SegmentMembers> {
  const stored = await findStoredMembers(database, projectId, segmentId);
  if (!stored) {
    throw new HearthError('not_found', 'There is no such segment. Ask segments.list for those there are.');
  }
  const last = lastOf(stored);
  if (last && now.getTime() - last.asOf.getTime() < FRESH_FOR) return last;
  try {
    return await refreshed(database, { projectId, segmentId, ...stored }, now);
  } catch (error) {
    if (last && isUnavailable(error)) return last;
    throw error;
  }
}

function lastOf({ members, refreshedAt }: StoredMembers): SegmentMembers | null {
  return members && refreshedAt ? { members: readBitmap(members), asOf: refreshedAt } : null;
}

type Segment = StoredMembers & { projectId: string; segmentId: string };

/** What is being worked out: a page of cards asks for the same segment many times at once. */
const underWay = new WeakMap<Database, Map<string, Promise<SegmentMembers>>>();

function refreshed(database: Database, segment: Segment, now: Date): Promise<SegmentMembers> {
  const ofDatabase = underWay.get(database) ?? new Map<string, Promise<SegmentMembers>>();
  underWay.set(database, ofDatabase);
  const key = `${segment.projectId}/${segment.segmentId}/${segment.version}`;
  const known = ofDatabase.get(key);
  if (known) return known;
  const working = refresh(database, segment, now).finally(() => ofDatabase.delete(key));
  ofDatabase.set(key, working);
  return working;
}

async function refresh(database: Database, segment: Segment, now: Date): Promise<SegmentMembers> {
  const { projectId } = segment;
  // Gives everybody an ordinal who has none yet.
  await fold(database, projectId, now);
  const { timeZone, currency } = await findCalendar(database, projectId);
  const rule = SegmentRuleSchema.parse(segment.rule);
  const scope = { projectId, timeZone, currency, now, memberId: null };
  const ordinals = await database.transaction((tx) => findOrdinals(tx, scope, rule), {
    readOnly: true,
    statementTimeoutMs: LONGEST_REFRESH,
  });
  const members = bitmapOf(ordinals);
  await storeMembers(database, segment, { members: writeBitmap(members), size: members.size, at: now });
  return { members, asOf: now };
}
