import { readOrdinals } from '../activity/bitmap.ts';
import type { Sql, SqlParam } from '../database/sql.ts';
import type { Daily, Days } from './daily.ts';

/** PostgreSQL's float8send, one after another. */
function readAmounts(bytes: Buffer): Float64Array {
  const own = Buffer.from(new ArrayBuffer(bytes.length));
  bytes.copy(own);
  own.swap64();
  return new Float64Array(own.buffer);
}

/**
 * Rows of (day, ordinal, amount), a day's together and as bytes: a hundred thousand of them cost no more than the
 * database needs to find them.
 *
 * @param rows a query of those three columns over `params`
 */
export async function findDaily(sql: Sql, rows: string, params: readonly SqlParam[]): Promise<Days> {
  const found = await sql.query<{ day: string; ordinals: Buffer; amounts: Buffer }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, string_agg(int4send(ordinal), ''::bytea) AS ordinals,
            string_agg(float8send(amount), ''::bytea) AS amounts
     FROM (${rows}) AS r WHERE ordinal IS NOT NULL GROUP BY day`,
    params,
  );
  return new Map(
    found.map(({ day, ordinals, amounts }): [string, Daily] => [
      day,
      { day, ordinals: readOrdinals(ordinals), amounts: readAmounts(amounts) },
    ]),
  );
}
