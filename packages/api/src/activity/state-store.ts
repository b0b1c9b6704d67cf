import type { Sql, Transaction } from '../database/database.ts';

/** Sees nothing: what a project starts from. */
export const NOTHING = '1:1:';

export interface ActivityState {
  /** What is folded: all that this pg_snapshot sees. */
  snapshot: string;
  version: number;
  foldedAt: Date;
  /** Whose days the bitmaps are of. */
  timeZone: string;
}

export interface Standing {
  /** The project's time zone now. */
  timeZone: string;
  /** null before the first fold. */
  state: ActivityState | null;
  /** What a fold that begins now brings in. */
  snapshot: string;
  /** The state is of another cluster, whose count of transactions was further: this data was restored from it. */
  isForeign: boolean;
  hasUnnumbered: boolean;
  hasCorrections: boolean;
}

interface StandingRow {
  timeZone: string;
  snapshot: string;
  stateSnapshot: string | null;
  stateTimeZone: string | null;
  version: number | null;
  foldedAt: Date | null;
  isForeign: boolean;
  hasUnnumbered: boolean;
  hasCorrections: boolean;
  [column: string]: unknown;
}

/** Where a project's fold stands; undefined for a project that is not there. */
export async function readStanding(sql: Sql, projectId: string): Promise<Standing | undefined> {
  const [row] = await sql.query<StandingRow>(
    `SELECT p.time_zone AS "timeZone", pg_current_snapshot()::text AS snapshot,
            s.snapshot AS "stateSnapshot", s.time_zone AS "stateTimeZone", s.version, s.folded_at AS "foldedAt",
            coalesce(pg_snapshot_xmax(s.snapshot::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()), false)
              AS "isForeign",
            EXISTS (SELECT FROM member m WHERE m.project_id = p.id AND m.ordinal IS NULL) AS "hasUnnumbered",
            EXISTS (SELECT FROM activity_correction c WHERE c.project_id = p.id) AS "hasCorrections"
     FROM project p LEFT JOIN activity_state s ON s.project_id = p.id
     WHERE p.id = $1::uuid`,
    [projectId],
  );
  if (!row) return undefined;
  const { stateSnapshot, stateTimeZone, version, foldedAt, ...rest } = row;
  const state =
    stateSnapshot === null || stateTimeZone === null || version === null || foldedAt === null
      ? null
      : { snapshot: stateSnapshot, timeZone: stateTimeZone, version, foldedAt };
  return { ...rest, state };
}

/** Makes the row that folds take turns on. */
export async function createState(sql: Sql, projectId: string, timeZone: string): Promise<void> {
  await sql.execute(
    `INSERT INTO activity_state (project_id, snapshot, time_zone, version, folded_at)
     VALUES ($1::uuid, $2::text, $3::text, 0, 'epoch') ON CONFLICT DO NOTHING`,
    [projectId, NOTHING, timeZone],
  );
}

/** Waits for its turn; false when another fold has come first, so that there may be nothing left to do. */
export async function lockState(
  tx: Transaction,
  projectId: string,
  expected: ActivityState,
): Promise<boolean> {
  const [row] = await tx.query<{ snapshot: string; version: number }>(
    `SELECT snapshot, version FROM activity_state WHERE project_id = $1::uuid FOR UPDATE`,
    [projectId],
  );
  return row?.snapshot === expected.snapshot && row.version === expected.version;
}

export async function saveState(tx: Transaction, projectId: string, state: ActivityState): Promise<void> {
  await tx.execute(
    `UPDATE activity_state SET snapshot = $2::text, time_zone = $3::text, version = $4::bigint,
                               folded_at = $5::timestamptz
     WHERE project_id = $1::uuid`,
    [projectId, state.snapshot, state.timeZone, state.version, state.foldedAt],
  );
}

/** Whether anything was committed that the snapshot does not see. */
export async function hasTail(sql: Sql, projectId: string, snapshot: string): Promise<boolean> {
  const [row] = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (
       SELECT FROM interaction WHERE project_id = $1::uuid AND xid >= $2::bigint
         AND NOT pg_visible_in_snapshot(xid::text::xid8, $3::pg_snapshot)) AS found`,
    [projectId, lowestOf(snapshot), snapshot],
  );
  return row?.found ?? false;
}

/** The lowest transaction that a pg_snapshot may not see: what the index over them is asked for. */
export const lowestOf = (snapshot: string): string => snapshot.slice(0, snapshot.indexOf(':'));

/** After a restore from another cluster: facts from transactions that this one has yet to count up to are its own now. */
export async function adopt(tx: Transaction, projectId: string): Promise<void> {
  await tx.execute(
    `UPDATE interaction SET xid = pg_current_xact_id()::text::bigint
     WHERE project_id = $1::uuid AND xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`,
    [projectId],
  );
}

/** All projects, or the one of a site key. */
export async function findProjects(
  sql: Sql,
  siteKey: string | undefined,
): Promise<{ id: string; name: string }[]> {
  return sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM project WHERE $1::text IS NULL OR site_key = $1::text ORDER BY created_at, id`,
    [siteKey ?? null],
  );
}
