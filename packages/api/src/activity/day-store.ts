import type { Sql, Transaction } from '../database/database.ts';

export interface DayRow {
  key: string;
  day: string;
  /** A bitmap, as stored. */
  members: Buffer;
}

type StoredRow = DayRow & { [column: string]: unknown };

/** The sets of these keys on one day. */
export async function findDay(
  tx: Transaction,
  projectId: string,
  day: string,
  keys: readonly string[],
): Promise<DayRow[]> {
  return tx.query<StoredRow>(
    `SELECT key, to_char(day, 'YYYY-MM-DD') AS day, members FROM activity_day
     WHERE project_id = $1::uuid AND day = $2::date AND key = ANY($3::text[])`,
    [projectId, day, [...keys]],
  );
}

/** One key's sets from a day on. */
export async function findSince(
  tx: Transaction,
  projectId: string,
  key: string,
  from: string,
): Promise<DayRow[]> {
  return tx.query<StoredRow>(
    `SELECT key, to_char(day, 'YYYY-MM-DD') AS day, members FROM activity_day
     WHERE project_id = $1::uuid AND key = $2::text AND day >= $3::date`,
    [projectId, key, from],
  );
}

/** Every set of the project, some at a time. */
export async function* readAll(tx: Transaction, projectId: string): AsyncGenerator<DayRow[]> {
  await tx.execute(
    `DECLARE every_day NO SCROLL CURSOR FOR
     SELECT key, to_char(day, 'YYYY-MM-DD') AS day, members FROM activity_day WHERE project_id = $1::uuid`,
    [projectId],
  );
  for (;;) {
    const rows = await tx.query<StoredRow>('FETCH 256 FROM every_day');
    if (rows.length === 0) break;
    yield rows;
  }
  await tx.script('CLOSE every_day');
}

export async function writeDays(
  tx: Transaction,
  projectId: string,
  version: number,
  rows: readonly DayRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    `INSERT INTO activity_day AS d (project_id, key, day, members, version)
     SELECT $1::uuid, key, day, members, $5::bigint
     FROM unnest($2::text[], $3::date[], $4::bytea[]) AS w(key, day, members)
     ON CONFLICT (project_id, key, day) DO UPDATE SET members = excluded.members, version = excluded.version`,
    [
      projectId,
      rows.map(({ key }) => key),
      rows.map(({ day }) => day),
      rows.map(({ members }) => members),
      version,
    ],
  );
}

/** Empties what a fold from nothing has not written. The rows stay: whoever has read them must hear of it. */
export async function emptyOlder(
  tx: Transaction,
  projectId: string,
  version: number,
  empty: Buffer,
): Promise<void> {
  await tx.execute(
    `UPDATE activity_day SET members = $3::bytea, version = $2::bigint
     WHERE project_id = $1::uuid AND version < $2::bigint`,
    [projectId, version, empty],
  );
}

/** Days of one key, of which those are wanted that have changed since they were last read. */
export interface Wanted {
  key: string;
  /** Half-open. */
  from: string;
  to: string;
  since: number;
}

/** Changed days, each with its place among `wanted`. */
export async function findChanged(
  sql: Sql,
  projectId: string,
  wanted: readonly Wanted[],
): Promise<{ place: number; day: string; version: number; members: Buffer }[]> {
  return sql.query<{ place: number; day: string; version: number; members: Buffer }>(
    `SELECT w.place - 1 AS place, to_char(d.day, 'YYYY-MM-DD') AS day, d.version, d.members
     FROM unnest($2::text[], $3::date[], $4::date[], $5::bigint[]) WITH ORDINALITY
       AS w(key, first, beyond, since, place)
     JOIN activity_day d ON d.project_id = $1::uuid AND d.key = w.key
       AND d.day >= w.first AND d.day < w.beyond AND d.version > w.since`,
    [
      projectId,
      wanted.map(({ key }) => key),
      wanted.map(({ from }) => from),
      wanted.map(({ to }) => to),
      wanted.map(({ since }) => since),
    ],
  );
}
