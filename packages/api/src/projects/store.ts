import type { Database } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { newId } from '../ids.ts';
import type { Author } from '../set-up/author.ts';
import { noteChange } from '../set-up/change-store.ts';
import type { NewProject } from './create-project.ts';

export async function insertProject(
  database: Database,
  row: NewProject & { id: string; siteKey: string },
): Promise<void> {
  const { origins, operator, ...project } = row;
  await database.prisma.project.create({
    data: {
      ...project,
      origins: { create: origins.map((origin) => ({ origin })) },
      ...(operator && { operators: { create: { ...operator, id: newId() } } }),
    },
    select: { id: true },
  });
}

/** At most two active keys: the one in use and the one it is being replaced by. */
const MOST_ACTIVE = 2;

/** With an author, who is noted: the commands have none. */
export async function insertSigningKey(
  database: Database,
  row: { projectId: string; id: string; algorithm: 'HS256' | 'EdDSA'; material: Buffer },
  author?: Author,
): Promise<void> {
  await database.transaction(async (tx) => {
    // The project's row is the lock: two of these at once would each see one active key.
    await tx.query('SELECT id FROM project WHERE id = $1::uuid FOR UPDATE', [row.projectId]);
    const [active] = await tx.query<{ count: number }>(
      'SELECT count(*) AS count FROM signing_key WHERE project_id = $1::uuid AND revoked_at IS NULL',
      [row.projectId],
    );
    if ((active?.count ?? 0) >= MOST_ACTIVE) {
      throw new HearthError(
        'conflict',
        'This project has two active signing keys. Revoke one before adding another.',
      );
    }
    await tx.execute(
      `INSERT INTO signing_key (project_id, id, algorithm, material)
       VALUES ($1::uuid, $2::uuid, $3::text, $4::bytea)`,
      [row.projectId, row.id, row.algorithm, row.material],
    );
    if (author) {
      await noteChange(tx, author, { action: 'signing_key.added', subject: row.id, detail: row.algorithm });
    }
  });
}

export async function revokeSigningKey(
  database: Database,
  key: { projectId: string; id: string; now: Date },
): Promise<void> {
  await database.prisma.signingKey.update({
    where: { projectId_id: { projectId: key.projectId, id: key.id } },
    data: { revokedAt: key.now },
    select: { id: true },
  });
}

export async function insertSecretKey(
  database: Database,
  row: {
    projectId: string;
    id: string;
    name: string;
    hash: Buffer;
    scopes: readonly string[];
    expiresAt: Date | null;
  },
  author?: Author,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.execute(
      `INSERT INTO secret_key (project_id, id, name, hash, scopes, expires_at)
       VALUES ($1::uuid, $2::uuid, $3::text, $4::bytea, $5::text[], $6::timestamptz)`,
      [row.projectId, row.id, row.name, row.hash, row.scopes, row.expiresAt],
    );
    if (!author) return;
    const detail = row.scopes.join(', ');
    await noteChange(tx, author, { action: 'secret_key.added', subject: row.name, detail });
  });
}

export function countProjects(database: Database): Promise<number> {
  return database.prisma.project.count();
}

/** A project's public key, by its id. */
export async function readSiteKey(database: Database, projectId: string): Promise<string> {
  const [project] = await database.query<{ siteKey: string }>(
    'SELECT site_key AS "siteKey" FROM project WHERE id = $1::uuid',
    [projectId],
  );
  if (!project) throw new Error('The project of a signed-in operator is gone');
  return project.siteKey;
}

/** null: no project has this site key. */
export function findProjectId(database: Database, siteKey: string): Promise<{ id: string } | null> {
  return database.prisma.project.findUnique({ where: { siteKey }, select: { id: true } });
}

/** The project of the operator who signs in with this address, and its active shared signing keys; or null. */
export async function findOperatorsProject(database: Database, email: string) {
  const operator = await database.prisma.operator.findUnique({
    where: { email },
    select: {
      project: {
        select: {
          id: true,
          siteKey: true,
          signingKeys: {
            where: { algorithm: 'HS256', revokedAt: null },
            select: { id: true, material: true },
          },
        },
      },
    },
  });
  return operator?.project ?? null;
}

/** Lets pages of one more origin embed the widgets. */
export async function allowOrigin(database: Database, projectId: string, origin: string): Promise<void> {
  await database.prisma.allowedOrigin.upsert({
    where: { projectId_origin: { projectId, origin } },
    create: { projectId, origin },
    update: {},
    select: { origin: true },
  });
}
