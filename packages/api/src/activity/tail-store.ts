import type { Transaction } from '../database/database.ts';
import { wireId } from '../ids.ts';
import { readOrdinals } from './bitmap.ts';
import type { Deed } from './keys.ts';
import { lowestOf } from './state-store.ts';

/** Which interactions a fold reads. */
export interface Tail {
  projectId: string;
  /** All that this pg_snapshot does not see … */
  beyond: string;
  /** … and all of these members, UUIDs. */
  readAgain: readonly string[];
  timeZone: string;
}

/** Members who did the same thing on the same day. */
export interface Group extends Deed {
  day: string;
  ordinals: Uint32Array;
}

/** Enough to keep the database busy, little enough to hold: a group is a few hundred kilobytes at most. */
const FETCH = 64;

/**
 * Everyone's deeds in the tail, day by day. The database groups them, so that of a million rows only who did what
 * on which day arrives here, and only some at a time.
 */
export async function* readTail(tx: Transaction, tail: Tail): AsyncGenerator<Group> {
  const known = await findContent(tx, tail.projectId);
  // A cursor is planned as if only its first rows were wanted, unless told otherwise.
  await tx.script(`SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off`);
  await tx.execute(`DECLARE tail NO SCROLL CURSOR FOR ${groupsOf(tail)}`, [
    ...paramsOf(tail),
    tail.timeZone,
    Object.fromEntries(known.map(({ subject, content }) => [subject, content])),
  ]);
  for (;;) {
    const rows = await tx.query<Deed & { day: string; ordinals: Buffer; [column: string]: unknown }>(
      `FETCH ${FETCH} FROM tail`,
    );
    for (const { day, kind, widget, content, ordinals } of rows) {
      yield { day, kind, widget, content, ordinals: readOrdinals(ordinals) };
    }
    if (rows.length < FETCH) break;
  }
  await tx.script('CLOSE tail');
}

/** The tail's rows, as a query over $1 to $3, and $4 where members are read again. */
export const rowsOf = ({ readAgain }: Tail): string => `
  SELECT member_id, kind, widget, subject, occurred_at, payload FROM interaction
  WHERE project_id = $1::uuid AND xid >= $2::bigint
    AND NOT pg_visible_in_snapshot(xid::text::xid8, $3::pg_snapshot)
  ${
    readAgain.length === 0
      ? `-- $4 names nobody
         AND cardinality($4::uuid[]) = 0`
      : `UNION ALL SELECT member_id, kind, widget, subject, occurred_at, payload FROM interaction
         WHERE project_id = $1::uuid AND member_id = ANY($4::uuid[])`
  }`;

export const paramsOf = ({ projectId, beyond, readAgain }: Tail) => [
  projectId,
  lowestOf(beyond),
  beyond,
  [...readAgain],
];

// Whoever did the same thing twice that day is looked up once.
const groupsOf = (tail: Tail): string => `
  SELECT to_char(day, 'YYYY-MM-DD') AS day, kind, widget, content,
         string_agg(int4send(ordinal), ''::bytea) AS ordinals
  FROM (
    SELECT DISTINCT d.day, d.kind, d.widget, d.content, coalesce(r.ordinal, m.ordinal) AS ordinal
    FROM (
      SELECT DISTINCT (i.occurred_at AT TIME ZONE $5::text)::date AS day, i.kind, i.member_id,
             $6::jsonb ->> i.subject AS content,
             -- To put a moderator's notice away is not to put the feed away that shows it.
             CASE WHEN starts_with(i.subject, 'act_') THEN NULL ELSE i.widget END AS widget
      FROM (${rowsOf(tail)}) AS i
    ) AS d
    JOIN member m ON m.project_id = $1::uuid AND m.id = d.member_id
    LEFT JOIN member r ON r.project_id = m.project_id AND r.id = m.merged_into_id
  ) AS deeds
  WHERE ordinal IS NOT NULL
  GROUP BY day, kind, widget, content ORDER BY day`;

/**
 * What interactions may be about and be counted by: the project's own surveys and checklists, under every name that
 * interactions call them. Anything else that a page says it has shown is counted with its widget alone.
 */
async function findContent(
  tx: Transaction,
  projectId: string,
): Promise<{ subject: string; content: string }[]> {
  const rows = await tx.query<{ kind: 'survey' | 'checklist'; id: string; itemId: string | null }>(
    `SELECT 'survey' AS kind, id, NULL::uuid AS "itemId" FROM survey WHERE project_id = $1::uuid
     UNION ALL SELECT 'checklist', id, NULL::uuid FROM checklist WHERE project_id = $1::uuid
     UNION ALL SELECT 'checklist', checklist_id, id FROM checklist_item WHERE project_id = $1::uuid`,
    [projectId],
  );
  return rows.flatMap(({ kind, id, itemId }) => {
    const content = wireId(kind, id);
    if (itemId !== null) return [{ subject: itemId, content }];
    return [
      { subject: id, content },
      { subject: content, content },
    ];
  });
}
