/**
 * The questions as straight SQL over the raw rows, for a third of the members: what somebody without derived data
 * would ask. $1 project, $2 time zone, $3 and $4 first day and the first one left out.
 */
const DELIBERATE = `i.project_id = $1::uuid AND i.kind NOT IN ('widget.shown', 'client.dropped')`;
const LOCAL_DAY = '(i.occurred_at AT TIME ZONE $2::text)::date';
const SEGMENT = 'JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id AND m.ordinal % 3 = 0';
const since = (first: string) =>
  `i.occurred_at >= ${first}::timestamp AT TIME ZONE $2::text AND i.occurred_at < $4::date::timestamp AT TIME ZONE $2::text`;
const within = since('$3::date');

export const rawQuestions = {
  'DAU, 90 days': `
    SELECT ${LOCAL_DAY} AS day, count(DISTINCT i.member_id) AS value FROM interaction i ${SEGMENT}
    WHERE ${DELIBERATE} AND ${within} GROUP BY 1 ORDER BY 1`,
  'WAU and MAU': `
    SELECT count(DISTINCT i.member_id) FILTER (WHERE ${LOCAL_DAY} >= $4::date - 7) AS week,
           count(DISTINCT i.member_id) AS value
    FROM interaction i ${SEGMENT} WHERE ${DELIBERATE} AND ${since('($4::date - 30)')} AND $3::date < $4::date`,
  'Retention, 12 weeks': `
    WITH active AS MATERIALIZED (
      SELECT i.member_id, date_trunc('week', ${LOCAL_DAY})::date AS week, min(${LOCAL_DAY}) AS day
      FROM interaction i ${SEGMENT} WHERE ${DELIBERATE} AND ${since("'2000-01-01'::date")} GROUP BY 1, 2),
    cohort AS (
      SELECT member_id, date_trunc('week', min(day))::date AS week FROM active
      GROUP BY member_id HAVING min(day) >= $3::date)
    SELECT c.week AS cohort, a.week, count(*) AS value FROM cohort c JOIN active a USING (member_id)
    WHERE a.week >= $3::date GROUP BY 1, 2 ORDER BY 1, 2`,
  'Lifecycle, 12 weeks': `
    WITH active AS MATERIALIZED (
      SELECT DISTINCT i.member_id, date_trunc('week', ${LOCAL_DAY})::date AS week
      FROM interaction i ${SEGMENT} WHERE ${DELIBERATE} AND ${since("'2000-01-01'::date")}),
    marked AS (
      SELECT week, lag(week) OVER (PARTITION BY member_id ORDER BY week) AS last,
             lead(week) OVER (PARTITION BY member_id ORDER BY week) AS next FROM active)
    SELECT week, count(*) FILTER (WHERE last IS NULL) AS new, count(*) FILTER (WHERE last = week - 7) AS value,
           count(*) FILTER (WHERE last < week - 7) AS resurrecting,
           count(*) FILTER (WHERE next IS DISTINCT FROM week + 7) AS dormant
    FROM marked WHERE week >= $3::date - 7 GROUP BY 1 ORDER BY 1`,
  'NPS by month': `
    SELECT date_trunc('month', answers.day)::date AS month, count(*) AS n,
           100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / count(*) AS value
    FROM (SELECT DISTINCT ON (i.payload->>'answerId') ${LOCAL_DAY} AS day, (i.payload->>'score')::int AS score
          FROM interaction i ${SEGMENT}
          WHERE i.project_id = $1::uuid AND i.kind = 'survey.answered' AND ${within}
          ORDER BY i.payload->>'answerId', i.occurred_at DESC) AS answers
    GROUP BY 1 ORDER BY 1`,
} as const;

export type QuestionName = keyof typeof rawQuestions;
