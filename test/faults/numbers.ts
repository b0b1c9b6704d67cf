import { type Database, openDatabase } from '@hearth/api';
import { foldAll, rebuild } from '../../packages/api/src/activity/fold.ts';
import { derivedAnswers, derivedSets } from '../../packages/api/src/activity/testing/derived.ts';
import { naiveAnswers, type Sets } from '../../packages/api/src/activity/testing/naive.ts';

/** Every set that should be there, as `key day`, by straight SQL over the log; nobody was merged or forgotten. */
const STRAIGHT = `
  WITH deeds AS (
    SELECT m.ordinal, to_char(i.occurred_at AT TIME ZONE p.time_zone, 'YYYY-MM-DD') AS day, i.kind, i.widget,
           CASE WHEN s.id IS NOT NULL THEN 'sur_' || replace(s.id::text, '-', '')
                WHEN c.id IS NOT NULL THEN 'chk_' || replace(c.id::text, '-', '') END AS content,
           i.kind NOT IN ('widget.shown', 'client.dropped') AS active
    FROM interaction i
    JOIN project p ON p.id = i.project_id
    JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
    LEFT JOIN survey s ON s.project_id = i.project_id
      AND i.subject IN (s.id::text, 'sur_' || replace(s.id::text, '-', ''))
    LEFT JOIN checklist_item t ON t.project_id = i.project_id AND i.subject = t.id::text
    LEFT JOIN checklist c ON c.project_id = i.project_id
      AND (i.subject IN (c.id::text, 'chk_' || replace(c.id::text, '-', '')) OR c.id = t.checklist_id)
    WHERE i.project_id = $1::uuid)
  SELECT name, array_agg(ordinal ORDER BY ordinal) AS ordinals FROM (
    SELECT DISTINCT name, ordinal FROM (
      SELECT 'active ' || day AS name, ordinal FROM deeds WHERE active
      UNION ALL SELECT 'first ' || min(day), ordinal FROM deeds WHERE active GROUP BY ordinal
      UNION ALL SELECT 'ever 0001-01-01', ordinal FROM deeds WHERE active
      UNION ALL SELECT kind || ' ' || day, ordinal FROM deeds
      UNION ALL SELECT kind || '/' || widget || ' ' || day, ordinal FROM deeds
        WHERE widget IS NOT NULL AND kind LIKE 'widget.%'
      UNION ALL SELECT kind || '/' || widget || '/' || content || ' ' || day, ordinal FROM deeds
        WHERE widget IS NOT NULL AND content IS NOT NULL) AS named) AS distinct_ones
  GROUP BY name`;

const straightSets = async (database: Database, projectId: string): Promise<Sets> => {
  const rows = await database.query<{ name: string; ordinals: number[] }>(STRAIGHT, [projectId]);
  return Object.fromEntries(rows.map(({ name, ordinals }) => [name, ordinals]));
};

/**
 * What the metrics are counted from, kept up fold by fold while things went wrong, must be what straight SQL finds in
 * the log, and what a rebuild makes of it. Everything that is not, by name; empty when all of it agrees.
 */
export async function auditNumbers(databaseUrl: string): Promise<string[]> {
  const database = await openDatabase({ url: databaseUrl, statementTimeoutMs: 60_000 });
  try {
    const projects = await database.query<{ id: string }>('SELECT id FROM project');
    const problems: string[] = [];
    for (const { id } of projects) {
      await foldAll(database, id, new Date());
      const kept = { sets: await derivedSets(database, id), answers: await derivedAnswers(database, id) };
      problems.push(...differences('a set', kept.sets, await straightSets(database, id)));
      problems.push(...differences('answers', kept.answers, await naiveAnswers(database, id)));
      await rebuild(database, id, new Date());
      problems.push(...differences('a rebuilt set', await derivedSets(database, id), kept.sets));
      problems.push(...differences('rebuilt answers', await derivedAnswers(database, id), kept.answers));
    }
    return problems;
  } finally {
    await database.close();
  }
}

/** Names under which two collections differ, with what each holds. */
function differences(what: string, found: Sets, expected: Sets): string[] {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].flatMap((name) => {
    const [has, should] = [found[name] ?? [], expected[name] ?? []].map((list) => list.join(' '));
    return has === should
      ? []
      : [`${what} ${name}: has ${has || 'nobody'}, should have ${should || 'nobody'}`];
  });
}
