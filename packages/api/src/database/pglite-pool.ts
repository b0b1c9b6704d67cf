import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { PgliteSocket } from './pglite-socket.ts';
import { rowTypes } from './row-types.ts';

/** The ordinary pool, of the one connection there is: everyone who wants it waits in line. */
export function pglitePool(pglite: PGlite, connectionTimeoutMs: number): pg.Pool {
  const pool = new pg.Pool({
    stream: () => new PgliteSocket(pglite),
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: connectionTimeoutMs,
    types: rowTypes,
    // Nothing in memory is encrypted, whatever the environment says about real servers.
    ssl: false,
  });
  pool.on('error', () => {});
  return pool;
}
