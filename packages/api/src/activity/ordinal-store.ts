import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { isConflict } from '../database/errors.ts';

/** So many at a time: their rows are locked no longer than that takes. */
const BATCH = 5_000;
const MOST_TRIES = 8;

/**
 * Gives every member without an ordinal the next one. In transactions of its own: the fold holds no member's row,
 * so that nobody who records waits for it.
 */
export async function giveOrdinals(database: Database, projectId: string): Promise<void> {
  let given = BATCH;
  while (given === BATCH) given = await giveSome(database, projectId);
}

async function giveSome(database: Database, projectId: string): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.execute(GIVE, [projectId, BATCH]);
    } catch (error) {
      // Whoever writes several members at once may lock them in another order.
      if (!isConflict(error) || tries === MOST_TRIES) throw error;
      await pause(Math.random() * 10 * tries);
    }
  }
}

const GIVE = `
  WITH wanted AS MATERIALIZED (
    SELECT id FROM member WHERE project_id = $1::uuid AND ordinal IS NULL
    ORDER BY id LIMIT $2::int FOR NO KEY UPDATE),
  taken AS (
    UPDATE project SET next_ordinal = next_ordinal + (SELECT count(*) FROM wanted)
    WHERE id = $1::uuid RETURNING next_ordinal - (SELECT count(*) FROM wanted) AS first)
  UPDATE member m SET ordinal = taken.first + w.place
  FROM taken, (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM wanted) AS w
  WHERE m.project_id = $1::uuid AND m.id = w.id`;
