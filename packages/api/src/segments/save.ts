import type { Segment, SegmentSaveInput } from '@hearth/schema';
import type { Services } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { isUnavailable } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { newId, rowId } from '../ids.ts';
import { checkRule } from './check.ts';
import { segmentMembers } from './members.ts';
import { segmentOf } from './read.ts';
import {
  addVersion,
  findSegment,
  insertSegment,
  lockSegment,
  renameSegment,
  type SavedRow,
  setArchived,
} from './store.ts';

interface Author {
  projectId: string;
  /** UUID; null: the API. */
  operatorId: string | null;
}

const unknownSegment = () =>
  new HearthError('not_found', 'There is no such segment. Ask segments.list for those there are.');

/**
 * Saves a segment: a new one, or the next version of one. A rule that has not changed makes no version.
 *
 * @throws HearthError conflict when somebody saved another version meanwhile, or it is archived
 */
export async function saveSegment(
  { database, now }: Services,
  { projectId, operatorId }: Author,
  { segmentId, version, name, description, rule }: SegmentSaveInput,
): Promise<Segment> {
  await checkRule(database, projectId, rule);
  const id = segmentId === undefined ? newId() : rowId(segmentId);
  const row: SavedRow = { projectId, id, name, description, rule, operatorId, now: now() };
  await database.transaction((tx) =>
    segmentId === undefined ? insertSegment(tx, row) : change(tx, row, version),
  );
  // Saved is saved: what takes too long to work out now, the background works out later.
  await segmentMembers(database, projectId, id, row.now).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
  });
  const saved = await findSegment(database, projectId, id);
  if (!saved) throw unknownSegment();
  return segmentOf(saved);
}

async function change(tx: Transaction, row: SavedRow, editedVersion: number | undefined): Promise<void> {
  const current = await lockSegment(tx, row);
  if (!current) throw unknownSegment();
  if (current.isArchived) throw new HearthError('conflict', 'This segment is archived. Restore it first.');
  if (editedVersion !== undefined && editedVersion !== current.version) {
    throw new HearthError(
      'conflict',
      `Somebody saved version ${current.version} while you edited version ${editedVersion}. Reload it to see what changed.`,
    );
  }
  await renameSegment(tx, row);
  if (!current.isSameRule) await addVersion(tx, row, current.version + 1);
}

/**
 * Puts a segment away, or back.
 *
 * @throws HearthError conflict while a survey or a checklist is shown to it alone
 */
export async function archiveSegment(
  { database, now }: Services,
  projectId: string,
  { segmentId, archived }: { segmentId: string; archived: boolean },
): Promise<Segment> {
  const id = rowId(segmentId);
  const isDone = await setArchived(database, projectId, id, archived ? now() : null);
  const segment = await findSegment(database, projectId, id);
  if (!segment) throw unknownSegment();
  if (!isDone) {
    throw new HearthError(
      'conflict',
      'A survey or a checklist is shown to this segment alone. Show it to somebody else first.',
    );
  }
  return segmentOf(segment);
}
