import type { Database } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { rebuild } from './fold.ts';
import { findProjects } from './state-store.ts';

/**
 * Makes derived days anew from the log alone, project by project; yields the name of each that is done.
 *
 * @param siteKey of one project; undefined: all of them
 * @throws HearthError not_found for an unknown site key
 */
export async function* rebuildProjects(
  database: Database,
  siteKey: string | undefined,
  now: () => Date,
): AsyncGenerator<string> {
  const projects = await findProjects(database, siteKey);
  if (siteKey !== undefined && projects.length === 0) {
    throw new HearthError('not_found', 'No project has this site key.');
  }
  for (const { id, name } of projects) {
    await rebuild(database, id, now());
    yield name;
  }
}
