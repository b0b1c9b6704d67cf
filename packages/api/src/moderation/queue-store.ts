import type { ContentStatus, QueueTab, ReportReason } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import type { Position } from '../feed/cursor.ts';
import { CONTENT_VERBS } from './target-store.ts';

export interface QueueRow {
  id: string;
  kind: 'post' | 'comment';
  post_id: string;
  author_id: string;
  text: string;
  status: ContentStatus;
  created_at: Date;
  /** What the tab is ordered by. */
  position: Date;
}

export interface QueueFilter {
  tab: QueueTab;
  status: ContentStatus | null;
  text: string | null;
}

/** A member with this many earlier posts and comments is no beginner. */
const BEGINNER = 3;
/** First ones older than this have been read by everybody: looking at them protects nobody. */
const FRESH = "interval '30 days'";

/** What has not been deleted by its author. $1 project, $2 status, $3 pattern. */
const contentOf = (kind: QueueRow['kind']) => `
  SELECT c.id, '${kind}' AS kind, ${kind === 'post' ? 'c.id' : 'c.post_id'} AS post_id, c.author_id, c.text, c.status,
         c.created_at
  FROM ${kind} c
  WHERE c.project_id = $1::uuid AND c.deleted_at IS NULL AND ($2::text IS NULL OR c.status = $2::text)
    AND ($3::text IS NULL OR c.text ILIKE $3::text OR EXISTS (
      SELECT FROM member m WHERE m.project_id = c.project_id AND m.id = c.author_id AND m.name ILIKE $3::text))`;
const CONTENT = `(${contentOf('post')} UNION ALL ${contentOf('comment')}) c`;

const OPEN = `
  (SELECT coalesce(r.post_id, r.comment_id) AS id, min(r.created_at) AS since
   FROM report r WHERE r.project_id = $1::uuid AND r.resolved_at IS NULL GROUP BY 1) o`;

const earlierIn = (table: string) => `
  (SELECT count(*) FROM (
     SELECT FROM ${table} x WHERE x.project_id = $1::uuid AND x.author_id = c.author_id
       AND (x.created_at, x.id) < (c.created_at, c.id) LIMIT ${BEGINNER}) few)`;
const EARLIER = `(${earlierIn('post')} + ${earlierIn('comment')})`;

const DECIDED = `EXISTS (
  SELECT FROM moderation_action a
  WHERE a.project_id = $1::uuid AND (a.post_id = c.id OR a.comment_id = c.id) AND a.undoes_id IS NULL
    AND a.action IN (${CONTENT_VERBS.map((verb) => `'${verb}'`).join(', ')})
    AND NOT EXISTS (SELECT FROM moderation_action u WHERE u.project_id = $1::uuid AND u.undoes_id = a.id))`;

/** Each tab's rows; $4 is now. */
const tabs: Record<QueueTab, { rows: string; order: 'ASC' | 'DESC' }> = {
  reported: {
    rows: `SELECT c.*, o.since AS position FROM ${CONTENT} JOIN ${OPEN} ON o.id = c.id WHERE $4::timestamptz IS NOT NULL`,
    order: 'ASC',
  },
  first: {
    rows: `SELECT c.*, c.created_at AS position FROM ${CONTENT}
           WHERE c.created_at > $4::timestamptz - ${FRESH} AND c.status = 'visible'
             AND ${EARLIER} < ${BEGINNER} AND NOT ${DECIDED}`,
    order: 'ASC',
  },
  all: {
    rows: `SELECT c.*, c.created_at AS position FROM ${CONTENT} WHERE $4::timestamptz IS NOT NULL`,
    order: 'DESC',
  },
};

/** As a pattern, whose wildcards are letters like any other. */
const patternOf = (text: string | null): string | null =>
  text === null ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

export async function findQueue(
  sql: Sql,
  projectId: string,
  { tab, status, text }: QueueFilter,
  page: { after: Position | null; limit: number; now: Date },
): Promise<QueueRow[]> {
  const { rows, order } = tabs[tab];
  const { after, limit, now } = page;
  const beyond = order === 'ASC' ? '>' : '<';
  return sql.query<QueueRow>(
    `SELECT * FROM (${rows}) q
     WHERE $5::timestamptz IS NULL OR (q.position, q.id) ${beyond} ($5::timestamptz, $6::uuid)
     ORDER BY q.position ${order}, q.id ${order} LIMIT $7::int`,
    [projectId, status, patternOf(text), now, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** How many rows a tab has, without filters; counted up to `most`. */
export async function countQueue(
  sql: Sql,
  projectId: string,
  tab: QueueTab,
  now: Date,
  most: number,
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*) FROM (SELECT FROM (${tabs[tab].rows}) q LIMIT $5::int) counted`,
    [projectId, null, null, now, most],
  );
  return row?.count ?? 0;
}

/** One row by its id, whatever tab it is in. */
export async function findContent(sql: Sql, projectId: string, id: string): Promise<QueueRow | null> {
  const [row] = await sql.query<QueueRow>(
    `SELECT c.*, c.created_at AS position FROM ${CONTENT} WHERE c.id = $4::uuid`,
    [projectId, null, null, id],
  );
  return row ?? null;
}

export interface QueueDetail {
  id: string;
  author_name: string | null;
  author_avatar: string | null;
  earlier: number;
  reasons: ReportReason[];
}

/** What stands beside each row: its author, how new they are, and what open reports say. */
export async function findDetails(
  sql: Sql,
  projectId: string,
  rows: readonly QueueRow[],
): Promise<Map<string, QueueDetail>> {
  const details = await sql.query<QueueDetail>(
    `SELECT c.id, m.name AS author_name, m.avatar_url AS author_avatar, least(${EARLIER}, ${BEGINNER})::int AS earlier,
            ARRAY(SELECT r.reason FROM report r
                  WHERE r.project_id = $1::uuid AND (r.post_id = c.id OR r.comment_id = c.id) AND r.resolved_at IS NULL
                  ORDER BY r.created_at, r.id) AS reasons
     FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS c(id, author_id, created_at)
     JOIN member m ON m.project_id = $1::uuid AND m.id = c.author_id`,
    [
      projectId,
      rows.map(({ id }) => id),
      rows.map(({ author_id }) => author_id),
      rows.map(({ created_at }) => created_at),
    ],
  );
  return new Map(details.map((detail) => [detail.id, detail]));
}
