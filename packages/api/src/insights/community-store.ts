import type { Sql } from '../database/database.ts';
import { type Bounds, paramsOf } from './bounds.ts';
import type { Days } from './daily.ts';
import { findDaily } from './daily-store.ts';

/** By the day of the post: its author, and the hours until somebody else commented. What is not on show is left out. */
export const findPosts = (sql: Sql, bounds: Bounds): Promise<Days> =>
  findDaily(
    sql,
    `SELECT (p.created_at AT TIME ZONE $2::text)::date AS day, m.ordinal,
            coalesce(extract(epoch FROM a.at - p.created_at)::float8 / 3600, 'NaN') AS amount
     FROM post p
     JOIN member m ON m.project_id = p.project_id AND m.id = p.author_id
     CROSS JOIN LATERAL (
       SELECT min(c.created_at) AS at FROM comment c
       WHERE c.project_id = p.project_id AND c.post_id = p.id AND c.author_id <> p.author_id
         AND c.deleted_at IS NULL AND c.status = 'visible') AS a
     WHERE p.project_id = $1::uuid AND p.created_at >= $3::timestamptz AND p.created_at < $4::timestamptz
       AND p.deleted_at IS NULL AND p.status = 'visible'`,
    paramsOf(bounds),
  );
