import type { TestProject } from 'vitest/node';
import { startPostgres } from '../scripts/postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Which database the api's suite runs on, here. */
    database: 'pglite' | 'postgres';
    /** A superuser's connection string to the throwaway server, its database `postgres`. */
    postgresUrl: string;
  }
}

/** Starts one PostgreSQL for a whole vitest project and tells its tests where it is. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
