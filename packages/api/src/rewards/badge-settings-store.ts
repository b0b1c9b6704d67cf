import type { RewardsInput } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';

/** Badges with the ids they had; those left out go, or are withdrawn if a member is on the way to one. */
export async function saveBadges(
  tx: Transaction,
  projectId: string,
  rows: readonly (RewardsInput['badges'][number] & { id: string })[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO badge (project_id, id, name, description, icon, kind, target)
     SELECT $1::uuid, * FROM jsonb_to_recordset($2::jsonb)
       AS r(id uuid, name jsonb, description jsonb, icon text, kind text, target int)
     ON CONFLICT (project_id, id) DO UPDATE SET name = excluded.name, description = excluded.description,
       icon = excluded.icon, kind = excluded.kind, target = excluded.target`,
    [projectId, JSON.stringify(rows)],
  );
  const rest = [projectId, rows.map(({ id }) => id)];
  await tx.execute(
    `DELETE FROM badge b WHERE b.project_id = $1::uuid AND b.id <> ALL($2::uuid[])
       AND NOT EXISTS (SELECT FROM badge_award a WHERE a.project_id = b.project_id AND a.badge_id = b.id)`,
    rest,
  );
  await tx.execute(
    'UPDATE badge SET active = false WHERE project_id = $1::uuid AND id <> ALL($2::uuid[])',
    rest,
  );
}
