import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { findMigrations } from './locations.ts';
import { migrate } from './migrate.ts';
import { fingerprint, readMigrations } from './migration-files.ts';

/** A fresh, migrated, empty database for one test file, on the engine that this run is about. */
export async function openTestDatabase(): Promise<Database> {
  return inject('database') === 'postgres'
    ? openCopy(inject('postgresUrl'))
    : openDatabase({ url: 'memory:' });
}

/** A database of its own on the throwaway server, copied from a migrated one; dropped when it is closed. */
async function openCopy(serverUrl: string): Promise<Database> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withServer(serverUrl, async (server) => {
    await server.script(`CREATE DATABASE ${name} TEMPLATE ${await prepareTemplate(server, serverUrl)}`);
  });
  // A busy machine is no reason to fail a test that is not about time.
  const database = await openDatabase({
    url: urlOf(serverUrl, name),
    statementTimeoutMs: 15_000,
    connectionTimeoutMs: 15_000,
  });
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await withServer(serverUrl, (server) => server.script(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return database;
}

/** Migrates once for a whole run: the template's name says which migrations it holds. */
async function prepareTemplate(server: Database, serverUrl: string): Promise<string> {
  const name = `template_${fingerprint(readMigrations(findMigrations()))}`;
  const lock = `hashtext('${name}')`;
  await server.query(`SELECT pg_advisory_lock(${lock})`);
  try {
    const found = await server.query('SELECT 1 FROM pg_database WHERE datname = $1::text', [name]);
    if (found.length === 0) {
      const unfinished = `unfinished_${name}`;
      await server.script(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
      await server.script(`CREATE DATABASE ${unfinished}`);
      const template = await openDatabase({ url: urlOf(serverUrl, unfinished) });
      await migrate(template).finally(() => template.close());
      await server.script(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    }
    return name;
  } finally {
    await server.query(`SELECT pg_advisory_unlock(${lock})`);
  }
}

async function withServer<T>(url: string, work: (server: Database) => Promise<T>): Promise<T> {
  // One connection, so that the advisory lock is taken and given back by the same session.
  const server = await openDatabase({ url, maxConnections: 1, statementTimeoutMs: 60_000 });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
