import { setTimeout as pause } from 'node:timers/promises';
import { isConflict, isLockTimeout } from './errors.ts';
import { findMigrations } from './locations.ts';
import { type MigrationFile, readMigrations } from './migration-files.ts';
import type { Sql, Transaction, TransactionOptions } from './sql.ts';

/** The number that Prisma's own command line locks: it and we never migrate at the same time. */
const LOCK = 72707369;

/**
 * How long a migration may wait for a table that others use. Whoever comes after it waits behind it, so while an older
 * server serves, this is how long it may be kept from serving at a time. Milliseconds.
 */
const LOCK_TIMEOUT = 500;
/** Then it lets them pass, and tries again: for about a minute in all. */
const MOST_TRIES = 40;
const BETWEEN_TRIES = 1_000;

// Word for word the table that Prisma's command line makes and reads.
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migratable extends Sql {
  transaction<T>(fn: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

interface HistoryRow {
  name: string;
  checksum: string;
  finished: boolean;
}

export interface MigrationReport {
  applied: string[];
  /** Applied once, by a newer release perhaps, and not among the files: the caller may want to say so. */
  unknown: string[];
}

/**
 * Applies what is missing, each file in a transaction of its own. Safe to run from several processes at once, and
 * at every start. Statements that cannot run in a transaction (CREATE INDEX CONCURRENTLY) have no place here.
 */
export async function migrate(
  database: Migratable,
  { folder = findMigrations() }: { folder?: string } = {},
): Promise<MigrationReport> {
  const files = readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const step = await whenNobodyIsInTheWay(() =>
      database.transaction((tx) => applyNext(tx, files), { statementTimeoutMs: 0 }),
    );
    if (step.applied === null) return { applied, unknown: step.unknown };
    applied.push(step.applied);
  }
}

/** Servers of the release before go on using the tables: what takes a lock on them gives way to what they do. */
async function whenNobodyIsInTheWay<T>(apply: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await apply();
    } catch (error) {
      if (tries === MOST_TRIES || !(isLockTimeout(error) || isConflict(error))) throw error;
      await pause(BETWEEN_TRIES);
    }
  }
}

async function applyNext(tx: Transaction, files: readonly MigrationFile[]) {
  // Held until the commit: starters that come second wait here, then find nothing left to do.
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [LOCK]);
  const history = await readHistory(tx);
  const next = files.find((file) => !isApplied(file, history));
  const unknown = [...history.keys()].filter((name) => !files.some((file) => file.name === name));
  if (!next) return { applied: null, unknown };
  // Only now: for another starter's migrations one waits as long as they take.
  await tx.script(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT}`);
  await tx.script(HISTORY);
  await tx.script(next.sql);
  await tx.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES (gen_random_uuid()::text, $1::text, clock_timestamp(), $2::text, now(), 1)`,
    [next.checksum, next.name],
  );
  return { applied: next.name, unknown };
}

async function readHistory(tx: Transaction): Promise<Map<string, HistoryRow>> {
  const [table] = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  if (!table?.there) return new Map();
  const rows = await tx.query<HistoryRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function isApplied(file: MigrationFile, history: ReadonlyMap<string, HistoryRow>): boolean {
  const row = history.get(file.name);
  if (!row) return false;
  if (!row.finished) {
    throw new Error(
      `Migration ${file.name} began in this database and never ended. Mend the database, then mark it with "prisma migrate resolve".`,
    );
  }
  if (row.checksum !== file.checksum) {
    throw new Error(
      `Migration ${file.name} was changed after it had been applied to this database. Restore the file and put the change into a new migration.`,
    );
  }
  return true;
}
