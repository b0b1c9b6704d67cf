import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openInFolder, openInMemory } from './cluster.ts';
import type { ImageOptions } from './image.ts';
import { pglitePool } from './pglite-pool.ts';
import { rowTypes } from './row-types.ts';
import { patience } from './session.ts';

export interface Engine {
  readonly name: 'postgres' | 'pglite';
  readonly pool: pg.Pool;
  readonly statementTimeoutMs: number;
  close(): Promise<void>;
}

export interface PostgresLimits {
  statementTimeoutMs: number;
  connectionTimeoutMs: number;
  maxConnections: number;
}

export function openPostgres(url: string, limits: PostgresLimits): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'hearth',
    max: limits.maxConnections,
    connectionTimeoutMillis: limits.connectionTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: rowTypes,
    // Statements that do not wait for each other's answers go out together: see Session.
    pipeline: true,
    // For Prisma's queries; ours bring their own.
    query_timeout: patience(limits.statementTimeoutMs),
    // Statements rather than startup options, which connection poolers refuse. Prisma writes times without a zone
    // and means UTC.
    onConnect: (client) =>
      client.query(`SET TIME ZONE 'UTC'; SET statement_timeout = ${Math.round(limits.statementTimeoutMs)}`),
  });
  // An idle connection that dies is dropped and replaced by the pool: only a query that fails is news.
  pool.on('error', () => {});
  return { name: 'postgres', pool, statementTimeoutMs: limits.statementTimeoutMs, close: () => pool.end() };
}

/** How long someone may wait in line for the one connection: long enough for a big transaction before it. */
const PGLITE_WAIT_MS = 15_000;

export async function openPglite(url: string, image: ImageOptions): Promise<Engine> {
  const cluster = await (/^memory:/.test(url) ? openInMemory(image) : openInFolder(folderOf(url), image));
  const pool = pglitePool(cluster.pglite, PGLITE_WAIT_MS);
  return {
    name: 'pglite',
    pool,
    // It has no way to interrupt itself.
    statementTimeoutMs: 0,
    async close() {
      await pool.end();
      await cluster.close();
    },
  };
}

function folderOf(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  return url.startsWith('file:') ? url.slice('file:'.length) : url;
}
