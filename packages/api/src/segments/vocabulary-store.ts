import type { SegmentVocabulary, TraitType } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { wireId } from '../ids.ts';

// Suggestions come from samples: reading everything would cost more than a suggestion is worth.
const SAMPLED_OWNERS = 2_000;
const SAMPLED_FACTS = 20_000;
const MOST_NAMES = 200;
const MOST_EXAMPLES = 8;

interface TraitRow {
  name: string;
  types: TraitType[];
  examples: string[];
}

/** Names of traits, what they hold, and their commonest texts; of the members or the accounts that came last. */
function findTraits(sql: Sql, projectId: string, owner: 'member' | 'account'): Promise<TraitRow[]> {
  return sql.query<TraitRow & { [column: string]: unknown }>(
    `WITH owner AS (
       SELECT traits FROM ${owner} WHERE project_id = $1::uuid AND traits <> '{}'::jsonb
       ORDER BY id DESC LIMIT ${SAMPLED_OWNERS}
     ), trait AS (
       SELECT t.key AS name, t.value #>> '{}' AS text, count(*) AS times,
              CASE jsonb_typeof(t.value)
                WHEN 'string' THEN CASE WHEN t.value #>> '{}' ~ '^\\d{4}-\\d{2}-\\d{2}' THEN 'date' ELSE 'text' END
                ELSE jsonb_typeof(t.value) END AS type
       FROM owner, jsonb_each(owner.traits) t
       WHERE jsonb_typeof(t.value) IN ('string', 'number', 'boolean')
       GROUP BY 1, 2, 4
     )
     SELECT name, array_agg(DISTINCT type) AS types,
            coalesce((array_agg(text ORDER BY times DESC, text)
              FILTER (WHERE type = 'text' AND length(text) BETWEEN 1 AND 60))[1:${MOST_EXAMPLES}], '{}') AS examples
     FROM trait GROUP BY name ORDER BY sum(times) DESC, name LIMIT ${MOST_NAMES}`,
    [projectId],
  );
}

/** Events of the host's product: those seen lately, and those that checklists wait for. */
async function findEvents(sql: Sql, projectId: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT name FROM (
       SELECT subject AS name FROM (
         SELECT kind, subject FROM interaction WHERE project_id = $1::uuid
         ORDER BY received_at DESC, id DESC LIMIT ${SAMPLED_FACTS}) i
       WHERE kind = 'event.tracked' AND subject IS NOT NULL
       UNION ALL
       SELECT event_name FROM checklist_item WHERE project_id = $1::uuid AND event_name IS NOT NULL) e
     GROUP BY name ORDER BY count(*) DESC, name LIMIT ${MOST_NAMES}`,
    [projectId],
  );
  return rows.map(({ name }) => name);
}

/** What rules can speak of in a project. */
export async function findVocabulary(sql: Sql, projectId: string): Promise<SegmentVocabulary> {
  const [ofMembers, ofAccounts, events, [rest]] = await Promise.all([
    findTraits(sql, projectId, 'member'),
    findTraits(sql, projectId, 'account'),
    findEvents(sql, projectId),
    sql.query<Pick<SegmentVocabulary, 'plans' | 'locales' | 'checklists' | 'badges' | 'levels' | 'currency'>>(
      `SELECT p.currency,
         ARRAY(SELECT DISTINCT plan FROM account WHERE project_id = p.id AND plan IS NOT NULL ORDER BY plan LIMIT 100) AS plans,
         ARRAY(SELECT DISTINCT locale FROM member WHERE project_id = p.id AND locale IS NOT NULL ORDER BY locale LIMIT 50) AS locales,
         coalesce((SELECT json_agg(json_build_object('id', id, 'title', title->>'en') ORDER BY id DESC)
                   FROM checklist WHERE project_id = p.id), '[]') AS checklists,
         coalesce((SELECT json_agg(json_build_object('id', id, 'name', name->>'en') ORDER BY id)
                   FROM badge WHERE project_id = p.id), '[]') AS badges,
         coalesce((SELECT json_agg(json_build_object('number', number, 'name', name->>'en') ORDER BY number)
                   FROM level WHERE project_id = p.id), '[]') AS levels
       FROM project p WHERE p.id = $1::uuid`,
      [projectId],
    ),
  ]);
  if (!rest) throw new Error(`There is no project ${projectId}`);
  return {
    traits: [
      ...ofMembers.map((row) => ({ of: 'member' as const, ...row })),
      ...ofAccounts.map((row) => ({ of: 'account' as const, ...row })),
    ],
    events,
    ...rest,
    checklists: rest.checklists.map((row) => ({ ...row, id: wireId('checklist', row.id) })),
    badges: rest.badges.map((row) => ({ ...row, id: wireId('badge', row.id) })),
  };
}

type StoredType = 'string' | 'number' | 'boolean';

/** Whether anybody's trait of this name is of this type, and whether anybody has it at all. */
export async function findTraitUse(
  sql: Sql,
  projectId: string,
  trait: { of: 'member' | 'account'; name: string; type: StoredType },
): Promise<{ asThat: boolean; atAll: boolean }> {
  const [row] = await sql.query<{ as_that: boolean; at_all: boolean }>(
    `SELECT EXISTS (SELECT FROM ${trait.of} WHERE project_id = $1::uuid
                      AND jsonb_typeof(traits->$2::text) = $3::text) AS as_that,
            EXISTS (SELECT FROM ${trait.of} WHERE project_id = $1::uuid
                      AND jsonb_typeof(traits->$2::text) <> 'null') AS at_all`,
    [projectId, trait.name, trait.type],
  );
  return { asThat: row?.as_that ?? false, atAll: row?.at_all ?? false };
}

/** Those of these checklists and badges (UUIDs) that the project has. */
export async function findReferred(
  sql: Sql,
  projectId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM checklist WHERE project_id = $1::uuid AND id = ANY($2::uuid[])
     UNION ALL SELECT id FROM badge WHERE project_id = $1::uuid AND id = ANY($2::uuid[])`,
    [projectId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
