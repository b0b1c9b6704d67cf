import type { Transaction } from '../database/database.ts';

interface Writing {
  projectId: string;
  memberId: string;
  kind: string;
  receivedAt: Date;
}

/** What these members wrote of the same kinds in the time before and since, these items too; by `project/member/kind`. */
export async function findWritten(
  tx: Transaction,
  facts: readonly Writing[],
  clock: 'received_at' | 'occurred_at',
  windowMs: number,
): Promise<Map<string, { id: string; text: string; at: Date }[]>> {
  if (facts.length === 0) return new Map();
  const times = facts.map(({ receivedAt }) => receivedAt.getTime());
  const rows = await tx.query<{
    project_id: string;
    member_id: string;
    kind: string;
    id: string;
    text: string;
    at: Date;
  }>(
    `SELECT i.project_id, i.member_id, i.kind, i.id, i.payload->>'text' AS text, i.${clock} AS at
     FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])) AS w(project_id, member_id, kind)
     -- OFFSET 0: by member, whatever the planner believes of a table that grows this fast
     CROSS JOIN LATERAL (
       SELECT * FROM interaction x
       WHERE x.project_id = w.project_id AND x.member_id = w.member_id AND x.kind = w.kind
         AND x.${clock} > $4::timestamptz AND x.${clock} < $5::timestamptz OFFSET 0) i`,
    [
      facts.map(({ projectId }) => projectId),
      facts.map(({ memberId }) => memberId),
      facts.map(({ kind }) => kind),
      new Date(Math.min(...times) - windowMs),
      new Date(Math.max(...times) + windowMs),
    ],
  );
  const written = new Map<string, { id: string; text: string; at: Date }[]>();
  for (const row of rows) {
    const key = `${row.project_id}/${row.member_id}/${row.kind}`;
    written.set(key, [...(written.get(key) ?? []), { id: row.id, text: row.text, at: row.at }]);
  }
  return written;
}
