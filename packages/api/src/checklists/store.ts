import type { Transaction } from '../database/database.ts';

/** An item of an active checklist, as far as progress needs it. */
export interface Step {
  projectId: string;
  id: string;
  /** Completed when this was tracked `eventCount` times; by hand when null. */
  eventName: string | null;
  eventCount: number;
  points: number;
}

export interface Progress {
  projectId: string;
  itemId: string;
  memberId: string;
  count: number;
  completedAt: Date | null;
}

/** Items of active checklists, by id or by the event that they count. */
export async function findItems(
  tx: Transaction,
  wanted: readonly { projectId: string; itemId: string | null; eventName: string | null }[],
): Promise<Step[]> {
  const rows = await tx.query<{
    project_id: string;
    id: string;
    event_name: string | null;
    event_count: number;
    points: number;
  }>(
    `WITH wanted AS (
       SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS w(project_id, item_id, event_name)
     ), found AS (
       SELECT i.* FROM checklist_item i JOIN wanted w ON w.project_id = i.project_id AND w.item_id = i.id
       UNION
       SELECT i.* FROM checklist_item i JOIN wanted w ON w.project_id = i.project_id AND w.event_name = i.event_name
     )
     SELECT f.project_id, f.id, f.event_name, f.event_count, f.points
     FROM found f JOIN checklist c ON c.project_id = f.project_id AND c.id = f.checklist_id AND c.active
     WHERE f.active`,
    [
      wanted.map(({ projectId }) => projectId),
      wanted.map(({ itemId }) => itemId),
      wanted.map(({ eventName }) => eventName),
    ],
  );
  return rows.map((row) => ({
    projectId: row.project_id,
    id: row.id,
    eventName: row.event_name,
    eventCount: row.event_count,
    points: row.points,
  }));
}

/** Locks these members' progress, in key order, and begins it where there is none; by `project/item/member`. */
export async function lockProgress(
  tx: Transaction,
  wanted: readonly { projectId: string; itemId: string; memberId: string; at: Date }[],
): Promise<Map<string, Progress>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<{
    project_id: string;
    item_id: string;
    member_id: string;
    count: number;
    completed_at: Date | null;
  }>(
    // Updating a row to what it is locks it and returns it, in the same statement that makes the missing ones.
    `INSERT INTO checklist_progress AS p (project_id, item_id, member_id, started_at)
     SELECT project_id, item_id, member_id, min(at)
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS w(project_id, item_id, member_id, at)
     GROUP BY 1, 2, 3
     ORDER BY 1, 2, 3
     ON CONFLICT (project_id, item_id, member_id) DO UPDATE SET count = p.count
     RETURNING project_id, item_id, member_id, count, completed_at`,
    [
      wanted.map(({ projectId }) => projectId),
      wanted.map(({ itemId }) => itemId),
      wanted.map(({ memberId }) => memberId),
      wanted.map(({ at }) => at),
    ],
  );
  return new Map(
    rows.map((row) => [
      `${row.project_id}/${row.item_id}/${row.member_id}`,
      {
        projectId: row.project_id,
        itemId: row.item_id,
        memberId: row.member_id,
        count: row.count,
        completedAt: row.completed_at,
      },
    ]),
  );
}

/** Writes rows that `lockProgress` has locked. */
export async function saveProgress(tx: Transaction, rows: readonly Progress[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    `UPDATE checklist_progress p SET count = w.count, completed_at = w.completed_at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[])
       AS w(project_id, item_id, member_id, count, completed_at)
     WHERE p.project_id = w.project_id AND p.item_id = w.item_id AND p.member_id = w.member_id`,
    [
      rows.map(({ projectId }) => projectId),
      rows.map(({ itemId }) => itemId),
      rows.map(({ memberId }) => memberId),
      rows.map(({ count }) => count),
      rows.map(({ completedAt }) => completedAt),
    ],
  );
}
