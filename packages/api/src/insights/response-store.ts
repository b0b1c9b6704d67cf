import type { SurveyKind } from '@hearth/schema';
import type { Sql } from '../database/database.ts';

/** The project's surveys that ask for a score, or one of them (UUID). */
export async function findScored(
  sql: Sql,
  projectId: string,
  surveyId: string | null,
): Promise<{ id: string; kind: SurveyKind }[]> {
  return sql.query<{ id: string; kind: SurveyKind }>(
    `SELECT id, kind FROM survey
     WHERE project_id = $1::uuid AND kind IN ('nps', 'csat', 'ces') AND ($2::uuid IS NULL OR id = $2::uuid)`,
    [projectId, surveyId],
  );
}
