import { randomBytes } from 'node:crypto';
import type { Role } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import { insertProject } from './store.ts';

export interface NewProject {
  name: string;
  /** Where /r/CODE sends people. */
  homeUrl: string;
  /** Pages that may embed the widgets: scheme, host and port, exact. Empty refuses every browser. */
  origins: readonly string[];
  /** Made in the same step, so that the project is never without; nobody can sign in as them. */
  operator?: { email: string; name: string; role: Role };
}

/**
 * Makes a project and its site key.
 * @throws Error when an origin is more than scheme, host and port
 */
export async function createProject(
  database: Database,
  project: NewProject,
): Promise<{ projectId: string; siteKey: string }> {
  const row = { ...project, id: newId(), siteKey: `pk_live_${randomBytes(12).toString('hex')}` };
  for (const origin of project.origins) assertOrigin(origin);
  await insertProject(database, row);
  return { projectId: row.id, siteKey: row.siteKey };
}

function assertOrigin(origin: string): void {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new Error(
      `${origin} is not an origin: write scheme, host and port only, such as https://app.example.com`,
    );
  }
}
