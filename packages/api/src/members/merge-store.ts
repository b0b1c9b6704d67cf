import { correct } from '../activity/correction-store.ts';
import type { Database, Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { forgottenSince } from './forgotten-since.ts';

/** What an anonymous member did that the verified one takes over, where that one has none of its own. */
const MOVES = [
  `UPDATE survey_answer a SET member_id = $3::uuid
    WHERE a.project_id = $1::uuid AND a.member_id = $2::uuid AND NOT EXISTS (
      SELECT FROM survey_answer own
       WHERE own.project_id = a.project_id AND own.survey_id = a.survey_id AND own.member_id = $3::uuid)`,
  `UPDATE survey_exposure e SET member_id = $3::uuid
    WHERE e.project_id = $1::uuid AND e.member_id = $2::uuid AND NOT EXISTS (
      SELECT FROM survey_exposure own
       WHERE own.project_id = e.project_id AND own.survey_id = e.survey_id AND own.member_id = $3::uuid)`,
  `UPDATE checklist_exposure e SET shown_at = least(e.shown_at, a.shown_at)
     FROM checklist_exposure a
    WHERE e.project_id = $1::uuid AND e.member_id = $3::uuid
      AND a.project_id = $1::uuid AND a.member_id = $2::uuid AND a.checklist_id = e.checklist_id`,
  `UPDATE checklist_exposure e SET member_id = $3::uuid
    WHERE e.project_id = $1::uuid AND e.member_id = $2::uuid AND NOT EXISTS (
      SELECT FROM checklist_exposure own
       WHERE own.project_id = e.project_id AND own.checklist_id = e.checklist_id AND own.member_id = $3::uuid)`,
  `UPDATE checklist_progress p SET member_id = $3::uuid
    WHERE p.project_id = $1::uuid AND p.member_id = $2::uuid AND NOT EXISTS (
      SELECT FROM checklist_progress own
       WHERE own.project_id = p.project_id AND own.item_id = p.item_id AND own.member_id = $3::uuid)`,
];

/**
 * Makes an anonymous member part of a verified one, once. No points move and none are earned for the past;
 * interactions are facts and keep the anonymous id, which readers follow through merged_into_id. Sent again by
 * the same member, say because the reply was lost, it changes nothing.
 */
export function mergeMember(
  database: Database,
  merge: { projectId: string; anonymousHash: Buffer; memberId: string },
): Promise<void> {
  return database.transaction((tx) => mergeWithin(tx, merge));
}

/** The same in a transaction that does more; throws before it has written anything. */
export async function mergeWithin(
  tx: Transaction,
  merge: { projectId: string; anonymousHash: Buffer; memberId: string },
): Promise<void> {
  const anonymous = await lockAnonymous(tx, merge.projectId, merge.anonymousHash);
  if (!anonymous) throw new HearthError('token_invalid', 'This anonymous credential is unknown. Forget it.');
  if (anonymous.mergedIntoId === merge.memberId) return;
  if (anonymous.mergedIntoId !== null) {
    throw new HearthError('token_invalid', 'This anonymous credential belongs to another member. Forget it.');
  }
  if (anonymous.externalId !== null) {
    throw new HearthError('conflict', 'A verified member cannot be merged into another.');
  }
  await lockInto(tx, merge);
  const ids = [merge.projectId, anonymous.id, merge.memberId];
  for (const move of MOVES) await tx.execute(move, ids);
  await tx.execute(
    `UPDATE member SET merged_into_id = $3::uuid WHERE project_id = $1::uuid AND id = $2::uuid`,
    ids,
  );
  await correct(tx, merge.projectId, { kind: 'merge', memberId: anonymous.id, intoId: merge.memberId });
}

async function lockAnonymous(tx: Transaction, projectId: string, hash: Buffer) {
  const [row] = await tx.query<{ id: string; externalId: string | null; mergedIntoId: string | null }>(
    `SELECT id, external_id AS "externalId", merged_into_id AS "mergedIntoId"
       FROM member WHERE project_id = $1::uuid AND anonymous_hash = $2::bytea FOR UPDATE`,
    [projectId, hash],
  );
  return row;
}

/** Nobody becomes part of somebody who was forgotten a moment ago. */
async function lockInto(tx: Transaction, { projectId, memberId }: { projectId: string; memberId: string }) {
  const rows = await tx.query(
    `SELECT id FROM member
      WHERE project_id = $1::uuid AND id = $2::uuid AND forgotten_at IS NULL FOR KEY SHARE`,
    [projectId, memberId],
  );
  if (rows.length === 0) throw forgottenSince();
}
