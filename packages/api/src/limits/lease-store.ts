import type { Sql } from '../database/database.ts';

/** What a process asks for: permits of one key's window. */
export interface Ask {
  /** UUID: what is counted, as a hash. */
  key: string;
  /** Permits of a whole window, for all processes together. */
  most: number;
  /** How many calls wait for one. */
  wanted: number;
  /** Milliseconds. */
  windowMs: number;
}

export interface LeaseRow {
  key: string;
  granted: number;
  /** From the statement's arrival until the window ends. Milliseconds. */
  endsInMs: number;
}

/**
 * Beyond what is wanted now, a process takes a sixteenth of what is left, so that it need not ask for each call; near
 * the limit that is nothing, and every permit is asked for by itself.
 */
const AHEAD = 16;

const HAS_ENDED = 'w.ends_at <= statement_timestamp()';
const LEFT = `GREATEST(0, excluded.most - CASE WHEN ${HAS_ENDED} THEN 0 ELSE w.used END)`;
const GRANT = `LEAST(${LEFT}, GREATEST(excluded.wanted, ${LEFT} / ${AHEAD}))`;

/**
 * Leases permits, of each key once, in one statement. A window begins with its first lease, by the database's clock.
 * The row's lock makes processes take turns, always in the order of the keys.
 */
export function lease(sql: Pick<Sql, 'query'>, asks: readonly Ask[]): Promise<LeaseRow[]> {
  const sorted = asks.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return sql.query<LeaseRow>(
    `INSERT INTO limit_window AS w (key, ends_at, most, wanted, granted, used)
     SELECT a.key, statement_timestamp() + a.window_ms * interval '1 millisecond', a.most, a.wanted, f.first, f.first
     FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) WITH ORDINALITY
            AS a (key, most, wanted, window_ms, place),
          LATERAL (SELECT LEAST(a.most, GREATEST(a.wanted, a.most / ${AHEAD})) AS first) AS f
     ORDER BY a.place
     ON CONFLICT (key) DO UPDATE SET
       granted = ${GRANT},
       used = CASE WHEN ${HAS_ENDED} THEN 0 ELSE w.used END + ${GRANT},
       ends_at = CASE WHEN ${HAS_ENDED} THEN excluded.ends_at ELSE w.ends_at END
     RETURNING w.key, w.granted,
               (extract(epoch FROM w.ends_at - statement_timestamp()) * 1000)::float8 AS "endsInMs"`,
    [
      sorted.map(({ key }) => key),
      sorted.map(({ most }) => most),
      sorted.map(({ wanted }) => wanted),
      sorted.map(({ windowMs }) => windowMs),
    ],
  );
}

/** Begins a key's window anew with its next lease. */
export async function deleteWindow(sql: Pick<Sql, 'query'>, key: string): Promise<void> {
  await sql.query('DELETE FROM limit_window WHERE key = $1::uuid', [key]);
}

export async function deleteEndedWindows(sql: Pick<Sql, 'query'>): Promise<void> {
  await sql.query(`DELETE FROM limit_window WHERE ends_at < statement_timestamp() - interval '1 minute'`);
}
