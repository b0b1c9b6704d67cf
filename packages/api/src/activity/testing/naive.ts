import type { Database } from '../../database/database.ts';

/** What straight SQL finds: everyone by ordinal, as the one they were merged into. */
const ROOT = `JOIN member m ON m.project_id = $1::uuid AND m.id = x.member_id
  LEFT JOIN member r ON r.project_id = $1::uuid AND r.id = m.merged_into_id`;
const DAY = (instant: string) => `to_char(x.${instant} AT TIME ZONE p.time_zone, 'YYYY-MM-DD')`;

export type Sets = Record<string, number[]>;

/** Every set that should be there, as `key day`, from the interactions alone. */
export async function naiveSets(database: Database, projectId: string): Promise<Sets> {
  return setsOf(
    await database.query<{ name: string; ordinal: number }>(
      `WITH deeds AS (
         SELECT coalesce(r.ordinal, m.ordinal) AS ordinal, ${DAY('occurred_at')} AS day, x.kind, x.widget,
                (SELECT 'sur_' || replace(s.id::text, '-', '') FROM survey s
                 WHERE s.project_id = $1::uuid
                   AND x.subject IN (s.id::text, 'sur_' || replace(s.id::text, '-', ''))) AS content
         FROM interaction x JOIN project p ON p.id = x.project_id ${ROOT} WHERE x.project_id = $1::uuid)
       SELECT DISTINCT name, ordinal FROM (
         SELECT 'active ' || day AS name, ordinal FROM deeds WHERE kind NOT IN ('widget.shown', 'client.dropped')
         UNION ALL SELECT 'first ' || min(day), ordinal FROM deeds
           WHERE kind NOT IN ('widget.shown', 'client.dropped') GROUP BY ordinal
         UNION ALL SELECT 'ever 0001-01-01', ordinal FROM deeds WHERE kind NOT IN ('widget.shown', 'client.dropped')
         UNION ALL SELECT kind || ' ' || day, ordinal FROM deeds
         UNION ALL SELECT kind || '/' || widget || ' ' || day, ordinal FROM deeds WHERE kind LIKE 'widget.%'
         UNION ALL SELECT kind || '/' || widget || '/' || content || ' ' || day, ordinal FROM deeds
           WHERE widget IS NOT NULL AND content IS NOT NULL) AS named
       ORDER BY name, ordinal`,
      [projectId],
    ),
  );
}

/** Every answer that should be there, as `survey day score`. */
export async function naiveAnswers(database: Database, projectId: string): Promise<Sets> {
  return setsOf(
    await database.query<{ name: string; ordinal: number }>(
      `SELECT x.survey_id || ' ' || ${DAY('answered_at')} || ' ' || x.score AS name,
              coalesce(r.ordinal, m.ordinal) AS ordinal
       FROM survey_answer x JOIN project p ON p.id = x.project_id ${ROOT}
       WHERE x.project_id = $1::uuid ORDER BY name, ordinal`,
      [projectId],
    ),
  );
}

/** Days on which each member was active, by ordinal. */
export async function naiveActivity(
  database: Database,
  projectId: string,
): Promise<{ ordinal: number; day: string }[]> {
  return database.query<{ ordinal: number; day: string }>(
    `SELECT DISTINCT coalesce(r.ordinal, m.ordinal) AS ordinal, ${DAY('occurred_at')} AS day
     FROM interaction x JOIN project p ON p.id = x.project_id ${ROOT}
     WHERE x.project_id = $1::uuid AND x.kind NOT IN ('widget.shown', 'client.dropped')`,
    [projectId],
  );
}

function setsOf(rows: readonly { name: string; ordinal: number }[]): Sets {
  const sets: Sets = {};
  for (const { name, ordinal } of rows) {
    const set = sets[name] ?? [];
    set.push(ordinal);
    sets[name] = set;
  }
  return sets;
}
