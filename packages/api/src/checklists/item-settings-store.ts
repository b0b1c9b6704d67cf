import type { Transaction } from '../database/database.ts';

/**
 * Moves every step out of the way, below zero: places are unique at each moment, so two cannot simply change theirs.
 * It also makes whoever ticks one of them wait, so that what is withdrawn below is seen whole.
 */
export async function parkItems(tx: Transaction, projectId: string): Promise<void> {
  await tx.execute('UPDATE checklist_item SET position = -1 - position WHERE project_id = $1::uuid', [
    projectId,
  ]);
}

/** Steps in their places, with the ids they had: what members have done with them stays. */
export async function insertItems(
  tx: Transaction,
  projectId: string,
  rows: readonly object[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO checklist_item (project_id, id, checklist_id, position, title, description, action_label, action_url,
       event_name, event_count, points)
     SELECT $1::uuid, * FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, checklist_id uuid, position int, title jsonb,
       description jsonb, action_label jsonb, action_url text, event_name text, event_count int, points int)
     ON CONFLICT (project_id, id) DO UPDATE SET position = excluded.position, title = excluded.title,
       description = excluded.description, action_label = excluded.action_label, action_url = excluded.action_url,
       event_name = excluded.event_name, event_count = excluded.event_count, points = excluded.points`,
    [projectId, JSON.stringify(rows)],
  );
}

/** Of these checklists, the steps that were not put back in a place: gone, or off the list if a member has begun them. */
export async function withdrawItems(
  tx: Transaction,
  projectId: string,
  checklistIds: readonly string[],
): Promise<void> {
  const kept = [projectId, checklistIds];
  await tx.execute(
    `DELETE FROM checklist_item i
     WHERE i.project_id = $1::uuid AND i.checklist_id = ANY($2::uuid[]) AND i.position < 0
       AND NOT EXISTS (SELECT FROM checklist_progress p WHERE p.project_id = i.project_id AND p.item_id = i.id)`,
    kept,
  );
  // Behind every place that a step can have.
  await tx.execute(
    `UPDATE checklist_item i SET active = false, position = 999 + r.place
     FROM (SELECT id, row_number() OVER (PARTITION BY checklist_id ORDER BY id)::int AS place
           FROM checklist_item
           WHERE project_id = $1::uuid AND checklist_id = ANY($2::uuid[]) AND position < 0) r
     WHERE i.project_id = $1::uuid AND i.id = r.id`,
    kept,
  );
}

/** Checklists that were left out: gone, or switched off if a member has begun one of their steps. */
export async function withdrawChecklists(
  tx: Transaction,
  projectId: string,
  keptIds: readonly string[],
): Promise<void> {
  const rest = [projectId, keptIds];
  await tx.execute(
    `DELETE FROM checklist c WHERE c.project_id = $1::uuid AND c.id <> ALL($2::uuid[])
       AND NOT EXISTS (
         SELECT FROM checklist_item i
         JOIN checklist_progress p ON p.project_id = i.project_id AND p.item_id = i.id
         WHERE i.project_id = c.project_id AND i.checklist_id = c.id)`,
    rest,
  );
  await tx.execute(
    'UPDATE checklist SET active = false WHERE project_id = $1::uuid AND id <> ALL($2::uuid[])',
    rest,
  );
  // Their steps keep the places they had.
  await tx.execute(
    'UPDATE checklist_item SET position = -1 - position WHERE project_id = $1::uuid AND position < 0',
    [projectId],
  );
}
