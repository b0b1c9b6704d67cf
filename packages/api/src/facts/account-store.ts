import type { Transaction } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { Known } from './learn.ts';

export interface AccountRow extends Known {
  projectId: string;
  id: string;
  createdAt: Date;
}

export const keyOfAccount = (projectId: string, externalId: string): string => `${projectId}/${externalId}`;

/** Locks these accounts in key order, after making those that are missing; by `keyOfAccount`. */
export async function lockHostAccounts(
  tx: Transaction,
  wanted: readonly { projectId: string; externalId: string; at: Date }[],
): Promise<Map<string, AccountRow>> {
  if (wanted.length === 0) return new Map();
  const [projects, ids] = [
    wanted.map(({ projectId }) => projectId),
    wanted.map(({ externalId }) => externalId),
  ];
  await tx.execute(
    `INSERT INTO account (project_id, id, external_id, created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
       AS w(project_id, id, external_id, created_at)
     WHERE NOT EXISTS (SELECT FROM account a WHERE a.project_id = w.project_id AND a.external_id = w.external_id)
     ORDER BY project_id, external_id
     ON CONFLICT DO NOTHING`,
    [projects, wanted.map(() => newId()), ids, wanted.map(({ at }) => at)],
  );
  return find(tx, { projects, ids }, 'FOR NO KEY UPDATE OF a');
}

/** An account as it is known now, without waiting for whoever writes it. */
export async function findHostAccount(
  tx: Transaction,
  { projectId, externalId }: { projectId: string; externalId: string },
): Promise<AccountRow | null> {
  const rows = await find(tx, { projects: [projectId], ids: [externalId] }, '');
  return rows.get(keyOfAccount(projectId, externalId)) ?? null;
}

async function find(
  tx: Transaction,
  { projects, ids }: { projects: readonly string[]; ids: readonly string[] },
  lock: '' | 'FOR NO KEY UPDATE OF a',
): Promise<Map<string, AccountRow>> {
  const rows = await tx.query<{
    project_id: string;
    id: string;
    external_id: string;
    name: string | null;
    plan: string | null;
    traits: Record<string, unknown>;
    described_at: Date | null;
    said_earlier: Record<string, number>;
    created_at: Date;
  }>(
    `SELECT a.project_id, a.id, a.external_id, a.name, a.plan, a.traits, a.described_at, a.said_earlier,
            a.created_at
     FROM account a
     JOIN unnest($1::uuid[], $2::text[]) AS w(project_id, external_id)
       ON w.project_id = a.project_id AND w.external_id = a.external_id
     ORDER BY a.project_id, a.external_id
     ${lock}`,
    [projects, ids],
  );
  return new Map(
    rows.map((row) => [
      keyOfAccount(row.project_id, row.external_id),
      {
        projectId: row.project_id,
        id: row.id,
        columns: { name: row.name, plan: row.plan },
        traits: row.traits,
        describedAt: row.described_at,
        saidEarlier: row.said_earlier,
        createdAt: row.created_at,
      },
    ]),
  );
}

/** Writes rows that `lockHostAccounts` has locked. */
export async function saveAccounts(tx: Transaction, rows: readonly AccountRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    `UPDATE account a SET name = w.name, plan = w.plan, traits = w.traits::jsonb, described_at = w.described_at,
            said_earlier = w.said_earlier::jsonb, created_at = w.created_at
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
                 $8::timestamptz[])
       AS w(project_id, id, name, plan, traits, described_at, said_earlier, created_at)
     WHERE a.project_id = w.project_id AND a.id = w.id`,
    [
      rows.map(({ projectId }) => projectId),
      rows.map(({ id }) => id),
      rows.map(({ columns }) => columns.name ?? null),
      rows.map(({ columns }) => columns.plan ?? null),
      rows.map(({ traits }) => JSON.stringify(traits)),
      rows.map(({ describedAt }) => describedAt),
      rows.map(({ saidEarlier }) => JSON.stringify(saidEarlier)),
      rows.map(({ createdAt }) => createdAt),
    ],
  );
}
