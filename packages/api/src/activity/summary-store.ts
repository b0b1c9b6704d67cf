import type { Database, Transaction } from '../database/database.ts';
import { asOwner } from '../database/tenant-scope.ts';

/** Whoever holds the table's lock is a vacuum, or another process, that does the same. */
const LOCK_NOT_AVAILABLE = '55P03';
/** A role that does not own the table leaves it to autovacuum. */
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Lets the index over transactions know what was appended to the log. It does not learn of new pages by itself until a
 * vacuum comes by, which PGlite has none of; until then every question for the tail reads all that it does not know.
 */
export async function summariseLog(database: Database): Promise<void> {
  try {
    const work = async (tx: Transaction) => {
      await tx.script(`SET LOCAL lock_timeout = '100ms'`);
      await tx.query(`SELECT brin_summarize_new_values('interaction_xid_idx')`);
    };
    await asOwner('summarise the log', () => database.transaction(work, { statementTimeoutMs: 60_000 }));
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== LOCK_NOT_AVAILABLE && code !== INSUFFICIENT_PRIVILEGE) throw error;
  }
}
