import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { type Engine, openPglite, openPostgres } from './engines.ts';
import { findCache, findMigrations } from './locations.ts';
import { PooledSql, type Sql, type Transaction, type TransactionOptions } from './sql.ts';
import { asOwner, entering } from './tenant-scope.ts';

export type { Sql, Transaction };

export interface Database extends Sql {
  readonly engine: 'postgres' | 'pglite';
  /** For what is not hot and runs as the owner; it shares the pool. Throws within a tenant's scope, which it cannot enter. */
  readonly prisma: PrismaClient;
  /** Resolves only when committed. Inside, use the `tx` alone. */
  transaction<T>(fn: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Throws when the database is away. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgresql://…`, `memory:`, or the folder in which PGlite keeps its data. */
  url: string;
  /** The longest a statement may take (PostgreSQL only). */
  statementTimeoutMs?: number;
  /** The longest wait for a connection, new or free (PostgreSQL only). */
  connectionTimeoutMs?: number;
  /** PostgreSQL only: PGlite has one. */
  maxConnections?: number;
  /** False behind a pooler that lends a connection for one transaction and keeps no prepared statements (PostgreSQL only). */
  preparesStatements?: boolean;
  migrationsFolder?: string;
  /** Where the prepared PGlite image is kept. */
  cacheFolder?: string;
}

/** Whether this is a server's address, rather than where an embedded database is. */
export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, statementTimeoutMs = 2_000, connectionTimeoutMs = 2_000, maxConnections = 10 } = options;
  if (isPostgres(url)) {
    const engine = openPostgres(url, { statementTimeoutMs, connectionTimeoutMs, maxConnections });
    return new PooledDatabase(engine, options.preparesStatements ?? true);
  }
  const { migrationsFolder = findMigrations(), cacheFolder = findCache() } = options;
  return new PooledDatabase(await openPglite(url, { migrationsFolder, cacheFolder }));
}

const NOT_PRISMA = 'Prisma cannot enter a tenant’s scope: use query and execute here, which can.';

/** Longer than any pool lets anyone wait. */
const MAX_WAIT_MS = 20_000;

class PooledDatabase extends PooledSql implements Database {
  readonly #engine: Engine;
  readonly #prisma: PrismaClient;

  constructor(engine: Engine, prepares = false) {
    super(engine.pool, engine.statementTimeoutMs, prepares);
    this.#engine = engine;
    this.#prisma = new PrismaClient({
      adapter: new PrismaPg(engine.pool),
      // Its wait for a connection is the pool's business, which says what it waited for.
      transactionOptions: { maxWait: MAX_WAIT_MS },
    });
  }

  get engine(): 'postgres' | 'pglite' {
    return this.#engine.name;
  }

  get prisma(): PrismaClient {
    this.refuseInsideTransaction();
    if (entering() !== null) throw new Error(NOT_PRISMA);
    return this.#prisma;
  }

  async ping(): Promise<void> {
    await asOwner('ping', () => this.query('SELECT 1'));
  }

  async close(): Promise<void> {
    await this.#prisma.$disconnect();
    await this.#engine.close();
  }
}
