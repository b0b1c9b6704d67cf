import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/postgres.mjs';

/** A throwaway server as somebody would run one for this much data; as durable as ever. */
export default async function setup(project: TestProject) {
  const settings = { shared_buffers: '512MB', max_wal_size: '4GB' };
  const postgres = await startPostgres({ settings });
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
