import type { Sql } from '../database/database.ts';
import { type Bounds, paramsOf } from './bounds.ts';
import type { Days } from './daily.ts';
import { findDaily } from './daily-store.ts';

/** Who completed which checklist when: all its present steps, the last of them then. $1 is the project. */
const COMPLETED = `
  SELECT i.checklist_id, p.member_id, max(p.completed_at) AS at
  FROM (SELECT *, count(*) OVER (PARTITION BY checklist_id) AS steps
        FROM checklist_item WHERE project_id = $1::uuid AND active) AS i
  JOIN checklist_progress p ON p.project_id = i.project_id AND p.item_id = i.id AND p.completed_at IS NOT NULL
  GROUP BY i.checklist_id, p.member_id, i.steps HAVING count(*) = i.steps`;

/** Who was first shown a checklist in the period; one who was merged is the member they became. */
const SHOWN = `
  SELECT e.checklist_id, e.member_id, e.shown_at, (e.shown_at AT TIME ZONE $2::text)::date AS day, m.ordinal, m.account_id
  FROM checklist_exposure e
  JOIN member m ON m.project_id = e.project_id AND m.id = e.member_id AND m.merged_into_id IS NULL
  WHERE e.project_id = $1::uuid AND e.shown_at >= $3::timestamptz AND e.shown_at < $4::timestamptz`;

/** By the day of the showing: each member, and the hours they took to complete the checklist. */
export const findActivations = (sql: Sql, bounds: Bounds): Promise<Days> =>
  findDaily(
    sql,
    `SELECT s.day, s.ordinal,
            -- Events that count may have happened before the list was ever shown.
            CASE WHEN c.at IS NULL THEN 'NaN' ELSE greatest(0, extract(epoch FROM c.at - s.shown_at)::float8) / 3600 END AS amount
     FROM (${SHOWN}) AS s
     LEFT JOIN (${COMPLETED}) AS c ON c.checklist_id = s.checklist_id AND c.member_id = s.member_id`,
    paramsOf(bounds),
  );

export interface AccountDay {
  day: string;
  ordinal: number;
  /** UUID. */
  accountId: string;
  completed: boolean;
}

/** By the day of the showing: each member of an account, and whether they have completed the checklist. */
export const findAccountActivations = (sql: Sql, bounds: Bounds): Promise<AccountDay[]> =>
  sql.query<AccountDay & { [column: string]: unknown }>(
    `SELECT to_char(s.day, 'YYYY-MM-DD') AS day, s.ordinal, s.account_id AS "accountId", c.at IS NOT NULL AS completed
     FROM (${SHOWN}) AS s
     LEFT JOIN (${COMPLETED}) AS c ON c.checklist_id = s.checklist_id AND c.member_id = s.member_id
     WHERE s.account_id IS NOT NULL AND s.ordinal IS NOT NULL`,
    paramsOf(bounds),
  );

export interface StepTakers {
  /** UUIDs both. */
  checklistId: string;
  itemId: string;
  checklistTitle: string;
  title: string;
  /** Ordinals of those first shown the list, and of those of them who took the step. */
  shown: number[];
  started: number[];
  completed: number[];
}

/** Of each step of each checklist: who was first shown the list in the period, and who of them took the step. */
export const findStepTakers = (sql: Sql, bounds: Bounds): Promise<StepTakers[]> =>
  sql.query<StepTakers & { [column: string]: unknown }>(
    `SELECT i.checklist_id AS "checklistId", i.id AS "itemId", i.title->>'en' AS title, k.title->>'en' AS "checklistTitle",
            array_agg(s.ordinal) AS shown,
            coalesce(array_agg(s.ordinal) FILTER (WHERE p.started_at IS NOT NULL), '{}') AS started,
            coalesce(array_agg(s.ordinal) FILTER (WHERE p.completed_at IS NOT NULL), '{}') AS completed
     FROM (${SHOWN}) AS s
     JOIN checklist_item i ON i.project_id = $1::uuid AND i.checklist_id = s.checklist_id AND i.active
     JOIN checklist k ON k.project_id = $1::uuid AND k.id = i.checklist_id
     LEFT JOIN checklist_progress p ON p.project_id = $1::uuid AND p.item_id = i.id AND p.member_id = s.member_id
     WHERE s.ordinal IS NOT NULL
     GROUP BY i.checklist_id, k.title, i.id, i.title, i.position
     ORDER BY i.checklist_id, i.position`,
    paramsOf(bounds),
  );
