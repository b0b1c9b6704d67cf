import type { Transaction } from '../database/database.ts';
import { newId } from '../ids.ts';

/**
 * What changes derived numbers beside new interactions:
 * merge: the member became another. forget: interactions of the member were deleted. answers: the member's survey
 * answers were changed or deleted otherwise than by a `survey.answered`.
 */
export type Correction =
  | { kind: 'merge'; memberId: string; intoId: string }
  | { kind: 'forget' | 'answers'; memberId: string };

/** To be called in the transaction that causes it: the next fold then puts the numbers right. Ids are UUIDs. */
export async function correct(tx: Transaction, projectId: string, correction: Correction): Promise<void> {
  await tx.execute(
    `INSERT INTO activity_correction (project_id, id, kind, member_id, into_id)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::uuid, $5::uuid)`,
    [
      projectId,
      newId(),
      correction.kind,
      correction.memberId,
      correction.kind === 'merge' ? correction.intoId : null,
    ],
  );
}

/** What corrections ask of the fold. */
export interface Corrections {
  /** Members whose interactions are read again: UUIDs of those merged away, and of all that is left of those changed. */
  readAgain: string[];
  /** Ordinals whose bits go where they were found again: those merged away. */
  gone: number[];
  /** Ordinals whose bits may be anywhere and are no longer true: those forgotten. */
  forgotten: number[];
  /** Ordinals whose answers may have been on any day. */
  answered: number[];
  /** Members whose present answers' days are counted again. */
  answering: string[];
}

/** Takes the project's corrections: they are gone when the transaction commits. */
export async function takeCorrections(tx: Transaction, projectId: string): Promise<Corrections> {
  const rows = await tx.query<{
    kind: string;
    memberId: string;
    intoId: string | null;
    ordinal: number | null;
  }>(
    `WITH taken AS (DELETE FROM activity_correction WHERE project_id = $1::uuid RETURNING kind, member_id, into_id)
     SELECT t.kind, t.member_id AS "memberId", t.into_id AS "intoId", m.ordinal
     FROM taken t LEFT JOIN member m ON m.project_id = $1::uuid AND m.id = t.member_id`,
    [projectId],
  );
  const ordinalsOf = (kinds: readonly string[]) =>
    rows.flatMap(({ kind, ordinal }) => (kinds.includes(kind) && ordinal !== null ? [ordinal] : []));
  const forgotten = rows.filter(({ kind }) => kind === 'forget').map(({ memberId }) => memberId);
  const merged = rows.filter(({ kind }) => kind === 'merge');
  return {
    readAgain: [...merged.map(({ memberId }) => memberId), ...(await withMerged(tx, projectId, forgotten))],
    gone: ordinalsOf(['merge']),
    forgotten: ordinalsOf(['forget']),
    answered: ordinalsOf(['forget', 'answers']),
    answering: await withMerged(
      tx,
      projectId,
      rows.flatMap(({ memberId, intoId }) => (intoId === null ? [memberId] : [memberId, intoId])),
    ),
  };
}

/** These members and those who were merged into them. */
async function withMerged(tx: Transaction, projectId: string, members: readonly string[]): Promise<string[]> {
  if (members.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM member WHERE project_id = $1::uuid AND merged_into_id = ANY($2::uuid[])`,
    [projectId, members],
  );
  return [...members, ...rows.map(({ id }) => id)];
}
