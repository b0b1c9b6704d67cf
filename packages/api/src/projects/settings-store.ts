import { type ProjectInput, type ProjectSettings, type Theme, ThemeSchema } from '@hearth/schema';
import type { Database, Sql, Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import type { Author } from '../set-up/author.ts';
import { type Change, noteChange } from '../set-up/change-store.ts';
import { type Document, lockSetUp } from '../set-up/document-store.ts';
import { fieldError } from '../set-up/field-error.ts';

type Basics = Pick<ProjectSettings, 'name' | 'homeUrl' | 'timeZone'>;

/** A project's name, home page and time zone. */
export const basics: Document<Basics, ProjectInput> = {
  async read(sql, projectId) {
    const [row] = await sql.query<Basics & Record<string, unknown>>(
      `SELECT name, home_url AS "homeUrl", time_zone AS "timeZone" FROM project WHERE id = $1::uuid`,
      [projectId],
    );
    if (!row) throw new HearthError('not_found', 'This project is gone.');
    return row;
  },
  async write(tx, { projectId }, input) {
    await assertTimeZone(tx, input.timeZone);
    await tx.execute(
      'UPDATE project SET name = $2::text, home_url = $3::text, time_zone = $4::text WHERE id = $1::uuid',
      [projectId, input.name, input.homeUrl, input.timeZone],
    );
  },
};

/** Days are cut by the database, whose list of zones may be older than this process's. */
async function assertTimeZone(tx: Transaction, timeZone: string): Promise<void> {
  const [known] = await tx.query('SELECT FROM pg_timezone_names WHERE name = $1::text LIMIT 1', [timeZone]);
  if (!known) throw fieldError('timeZone', 'The database knows no such time zone. Choose a city near by.');
}

/** What no version guards: the site key, origins, and the look. */
export async function findRest(
  sql: Sql,
  projectId: string,
): Promise<Pick<ProjectSettings, 'siteKey' | 'origins' | 'theme'>> {
  const [row] = await sql.query<{ siteKey: string; theme: unknown; origins: string[] }>(
    `SELECT p.site_key AS "siteKey", p.theme,
            ARRAY(SELECT o.origin FROM allowed_origin o WHERE o.project_id = p.id ORDER BY o.origin) AS origins
     FROM project p WHERE p.id = $1::uuid`,
    [projectId],
  );
  if (!row) throw new HearthError('not_found', 'This project is gone.');
  return { ...row, theme: ThemeSchema.catch({}).parse(row.theme) };
}

export async function saveTheme(database: Database, author: Author, theme: Theme): Promise<void> {
  await changing(database, author, { action: 'theme.saved' }, (tx) =>
    tx.execute('UPDATE project SET theme = $2::jsonb WHERE id = $1::uuid', [author.projectId, theme]),
  );
}

/** More are a sign of a page per customer, which wants another way than a list. */
const MOST_ORIGINS = 200;

/** Adding one that is there changes nothing. */
export async function addOrigin(database: Database, author: Author, origin: string): Promise<void> {
  await changing(database, author, { action: 'origin.added', subject: origin }, async (tx) => {
    const [held] = await tx.query<{ count: number }>(
      'SELECT count(*) FROM allowed_origin WHERE project_id = $1::uuid',
      [author.projectId],
    );
    if ((held?.count ?? 0) >= MOST_ORIGINS)
      throw new HearthError('conflict', `There are ${MOST_ORIGINS} origins. Remove one first.`);
    return tx.execute(
      `INSERT INTO allowed_origin (project_id, origin) VALUES ($1::uuid, $2::text) ON CONFLICT DO NOTHING`,
      [author.projectId, origin],
    );
  });
}

/** @throws HearthError not_found */
export async function removeOrigin(database: Database, author: Author, origin: string): Promise<void> {
  await changing(database, author, { action: 'origin.removed', subject: origin }, async (tx) => {
    const removed = await tx.execute(
      'DELETE FROM allowed_origin WHERE project_id = $1::uuid AND origin = $2::text',
      [author.projectId, origin],
    );
    if (removed === 0) throw new HearthError('not_found', 'This origin is not on the list.');
    return removed;
  });
}

/** Makes a change and notes it, if it changed anything. */
async function changing(
  database: Database,
  author: Author,
  change: Change,
  write: (tx: Transaction) => Promise<number>,
): Promise<void> {
  await database.transaction(async (tx) => {
    await lockSetUp(tx, author.projectId);
    if ((await write(tx)) > 0) await noteChange(tx, author, change);
  });
}

/** When the first and the latest interaction of a project arrived: both ends of one index. */
export async function findArrivals(
  sql: Sql,
  projectId: string,
): Promise<{ first: Date | null; last: Date | null }> {
  const [row] = await sql.query<{ first: Date | null; last: Date | null }>(
    `SELECT min(received_at) AS first, max(received_at) AS last FROM interaction WHERE project_id = $1::uuid`,
    [projectId],
  );
  return row ?? { first: null, last: null };
}
