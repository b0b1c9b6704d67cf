import type { Transaction } from '../database/database.ts';

/**
 * Notes when members were first shown a checklist; what is none of the project's is passed over. Shown again, as it
 * is on every page, nothing is written.
 */
export async function noteShown(
  tx: Transaction,
  shown: readonly { projectId: string; checklistId: string; memberId: string; at: Date }[],
): Promise<void> {
  if (shown.length === 0) return;
  await tx.execute(
    `INSERT INTO checklist_exposure AS e (project_id, checklist_id, member_id, shown_at)
     SELECT w.project_id, w.checklist_id, w.member_id, min(w.at)
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS w(project_id, checklist_id, member_id, at)
     JOIN checklist c ON c.project_id = w.project_id AND c.id = w.checklist_id
     GROUP BY 1, 2, 3
     ORDER BY 1, 2, 3
     ON CONFLICT (project_id, checklist_id, member_id) DO UPDATE SET shown_at = excluded.shown_at
       WHERE excluded.shown_at < e.shown_at`,
    [
      shown.map(({ projectId }) => projectId),
      shown.map(({ checklistId }) => checklistId),
      shown.map(({ memberId }) => memberId),
      shown.map(({ at }) => at),
    ],
  );
}
