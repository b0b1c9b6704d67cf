import { isPostgres, openDatabase } from './database.ts';

/**
 * Runs `work` while no other process on this database runs any of the same name: they take turns, however long it
 * takes. An embedded database has one process.
 *
 * @param url where the database is; it is held by a connection beside those that work uses
 */
export async function alone<T>(url: string, name: string, work: () => Promise<T>): Promise<T> {
  if (!isPostgres(url)) return work();
  const own = await openDatabase({ url, maxConnections: 1, statementTimeoutMs: 0 });
  try {
    // The lock is a transaction's: it ends with the connection, however this process ends.
    const release = await new Promise<() => Promise<void>>((resolve, reject) => {
      const held = own.transaction(async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock(hashtext($1::text))', [`hearth: ${name}`]);
        await new Promise<void>((end) =>
          resolve(() => {
            end();
            return held;
          }),
        );
      });
      held.catch(reject);
    });
    return await work().finally(release);
  } finally {
    await own.close();
  }
}
