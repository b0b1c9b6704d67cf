import type { Sql } from '../../packages/api/src/database/sql.ts';

/** A project with members who do things for a year. */
export interface Filling {
  projectId: string;
  surveyId: string;
  members: number;
  /** The year's last instant. */
  end: Date;
}

const CHUNK = 200_000;

/** Members with accounts of nothing: the fold gives them their ordinals. */
export async function addMembers(sql: Sql, { projectId, surveyId, members, end }: Filling): Promise<void> {
  await sql.query(
    `INSERT INTO project (id, name, site_key, home_url, time_zone)
     VALUES ($1::uuid, 'Load', 'pk_test_load', 'https://acme.example/', 'America/New_York')`,
    [projectId],
  );
  await sql.query(`INSERT INTO survey (project_id, id, kind) VALUES ($1::uuid, $2::uuid, 'nps')`, [
    projectId,
    surveyId,
  ]);
  await sql.query(
    `INSERT INTO member (project_id, id, external_id, first_seen_at, last_seen_at)
     SELECT $1::uuid, ${memberId('n')}, 'user-' || n, $3::timestamptz, $3::timestamptz
     FROM generate_series(0, $2::int - 1) AS n`,
    [projectId, members, end],
  );
}

/**
 * So many interactions, spread evenly over the year and in about the order in which they happened, each chunk by a
 * transaction of its own.
 *
 * @param round tells several fillings of one project apart
 */
export async function addInteractions(
  sql: Sql,
  { projectId, surveyId, members, end }: Filling,
  count: number,
  round: number,
): Promise<void> {
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(from + CHUNK, count) - 1;
    await sql.query(FILL, [projectId, surveyId, members, end, from, to, count, round]);
  }
}

const memberId = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}::int), 12, '0'))::uuid`;

const FILL = `
  WITH drawn AS MATERIALIZED (
    SELECT g, random() AS r, floor(random() * $3::int)::int AS n,
           $4::timestamptz - interval '365 days' * (1 - (g + random()) / $7::int) AS at
    FROM generate_series($5::int, $6::int) AS g),
  kinds AS (
    SELECT *, CASE WHEN r < 0.60 THEN 'event.tracked' WHEN r < 0.74 THEN 'widget.shown'
                   WHEN r < 0.80 THEN 'widget.started' WHEN r < 0.83 THEN 'widget.dismissed'
                   WHEN r < 0.91 THEN 'reaction.added' WHEN r < 0.95 THEN 'comment.created'
                   WHEN r < 0.97 THEN 'post.created' WHEN r < 0.99 THEN 'survey.answered'
                   ELSE 'referral.shared' END AS kind,
           'ans_' || md5($8::int || '/' || g) AS answer
    FROM drawn),
  stored AS (
    INSERT INTO interaction (project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw,
                             received_at, page, payload)
    SELECT $1::uuid,
           (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(answer, 5, 3)
             || '8' || substr(answer, 8, 15))::uuid,
           ${memberId('n')}, kind,
           CASE WHEN kind LIKE 'widget.%' OR kind = 'survey.answered' THEN 'nps'
                WHEN kind = 'event.tracked' THEN NULL WHEN kind = 'referral.shared' THEN 'referral' ELSE 'feed' END,
           CASE kind WHEN 'event.tracked' THEN 'event_' || n % 20 WHEN 'survey.answered' THEN $2::text
                     WHEN 'widget.shown' THEN 'sur_' || replace($2::text, '-', '') END,
           at, at, at, '/projects',
           CASE kind WHEN 'survey.answered' THEN jsonb_build_object('surveyId', 'sur_' || replace($2::text, '-', ''),
                       'answerId', answer, 'score', n % 11, 'complete', true)
                     ELSE jsonb_build_object('name', 'event_' || n % 20, 'properties', jsonb_build_object('n', g))
           END
    FROM kinds
    RETURNING member_id, kind, occurred_at, payload)
  INSERT INTO survey_answer (project_id, id, survey_id, member_id, score, complete, answered_at, updated_at)
  SELECT $1::uuid, substr(payload->>'answerId', 5)::uuid, $2::uuid, member_id, (payload->>'score')::int, true,
         occurred_at, occurred_at
  FROM stored WHERE kind = 'survey.answered'`;

/**
 * The bare rate at which the log takes rows in, which ratios are taken to: inserts of a thousand through unnest by
 * four connections at once. Rows a second.
 */
export async function measureInserts(sql: Sql, filling: Filling, batches: number): Promise<number> {
  const size = 1_000;
  const start = performance.now();
  let next = 0;
  const work = async () => {
    while (next < batches) {
      const batch = next;
      next += 1;
      const numbers = Array.from({ length: size }, (_, index) => batch * size + index);
      await sql.execute(
        `INSERT INTO interaction (project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw,
                                  received_at, page, payload)
         SELECT i.project_id, i.id, i.member_id, 'event.tracked', NULL, 'event_0', i.at, i.at, i.at, '/', i.payload::jsonb
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[])
           AS i(project_id, id, member_id, at, payload)
         JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
         ON CONFLICT DO NOTHING`,
        [
          numbers.map(() => filling.projectId),
          numbers.map((n) => idOf(0x19_ff_00_00_00_00 + n)),
          numbers.map(
            (n) => `00000000-0000-7000-8000-${(n % filling.members).toString(16).padStart(12, '0')}`,
          ),
          numbers.map(() => filling.end),
          numbers.map(() => '{"name":"event_0","properties":{"n":1}}'),
        ],
      );
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return (batches * size) / ((performance.now() - start) / 1_000);
}

const idOf = (n: number): string => {
  const hex = n.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
