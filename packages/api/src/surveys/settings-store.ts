import type { Surveys, SurveysInput } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import { rowId, wireId } from '../ids.ts';
import type { Document } from '../set-up/document-store.ts';
import { fieldError } from '../set-up/field-error.ts';
import { partIds } from '../set-up/part-ids.ts';
import { assertSegments } from '../set-up/segment-store.ts';

type Survey = Surveys['surveys'][number];
type Stored = Pick<Surveys, 'surveys'>;

/** What a survey is called until somebody has named it. */
const NAMES: Record<Survey['kind'], string> = {
  nps: 'NPS survey',
  csat: 'Satisfaction survey',
  ces: 'Effort survey',
  exit: 'Exit survey',
};

interface Row {
  id: string;
  kind: Survey['kind'];
  name: string | null;
  question: Survey['question'];
  follow_ups: Survey['followUps'];
  delay_seconds: number;
  cooldown_days: number;
  active: boolean;
  segment_id: string | null;
  answers: number;
}

/** All of a project's surveys, newest first. */
export const surveys: Document<Stored, SurveysInput> = {
  async read(sql, projectId) {
    const rows = await sql.query<Row & Record<string, unknown>>(
      `SELECT s.id, s.kind, s.name, s.question, s.follow_ups, s.delay_seconds, s.cooldown_days, s.active, s.segment_id,
              (SELECT count(*) FROM survey_answer a WHERE a.project_id = s.project_id AND a.survey_id = s.id)
              + (SELECT count(*) FROM exit_answer a WHERE a.project_id = s.project_id AND a.survey_id = s.id) AS answers
       FROM survey s WHERE s.project_id = $1::uuid
       ORDER BY s.id DESC`,
      [projectId],
    );
    return {
      surveys: rows.map((row) => ({
        id: wireId('survey', row.id),
        kind: row.kind,
        name: row.name ?? NAMES[row.kind],
        question: row.question,
        followUps: row.follow_ups,
        delaySeconds: row.delay_seconds,
        cooldownDays: row.cooldown_days,
        active: row.active,
        segmentId: row.segment_id === null ? null : wireId('segment', row.segment_id),
        answers: row.answers,
      })),
    };
  },

  async write(tx, { projectId }, input, current) {
    assertKinds(input, current.surveys);
    await assertSegments(tx, projectId, input.surveys, 'surveys');
    const ids = partIds(input.surveys, current.surveys, { field: 'surveys', newestFirst: true });
    const rows = input.surveys.map((survey, index) => ({
      id: ids[index],
      kind: survey.kind,
      name: survey.name,
      question: survey.question,
      follow_ups: survey.followUps,
      delay_seconds: survey.delaySeconds,
      cooldown_days: survey.cooldownDays,
      active: survey.active,
      segment_id: survey.segmentId === null ? null : rowId(survey.segmentId),
    }));
    await tx.execute(
      `INSERT INTO survey (project_id, id, kind, name, question, follow_ups, delay_seconds, cooldown_days, active, segment_id)
       SELECT $1::uuid, * FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, kind text, name text, question jsonb,
         follow_ups jsonb, delay_seconds int, cooldown_days int, active boolean, segment_id uuid)
       ON CONFLICT (project_id, id) DO UPDATE SET
         kind = excluded.kind, name = excluded.name, question = excluded.question, follow_ups = excluded.follow_ups,
         delay_seconds = excluded.delay_seconds, cooldown_days = excluded.cooldown_days, active = excluded.active,
         segment_id = excluded.segment_id`,
      [projectId, JSON.stringify(rows)],
    );
    await withdrawRest(tx, projectId, ids);
  },
};

/** Answers on one scale say nothing on another. */
function assertKinds(input: SurveysInput, current: readonly Survey[]): void {
  input.surveys.forEach(({ id, kind }, index) => {
    const before = current.find((survey) => survey.id === id);
    if (before && before.kind !== kind && before.answers > 0)
      throw fieldError(
        `surveys.${index}.kind`,
        'This survey has answers on its scale. Switch it off, and add another.',
      );
  });
}

/** What was left out goes; what members have met is switched off instead. */
async function withdrawRest(tx: Transaction, projectId: string, kept: readonly string[]): Promise<void> {
  const rest = [projectId, kept];
  await tx.execute(
    `DELETE FROM survey s WHERE s.project_id = $1::uuid AND s.id <> ALL($2::uuid[])
       AND NOT EXISTS (SELECT FROM survey_answer a WHERE a.project_id = s.project_id AND a.survey_id = s.id)
       AND NOT EXISTS (SELECT FROM exit_answer a WHERE a.project_id = s.project_id AND a.survey_id = s.id)
       AND NOT EXISTS (SELECT FROM survey_exposure e WHERE e.project_id = s.project_id AND e.survey_id = s.id)`,
    rest,
  );
  await tx.execute(
    'UPDATE survey SET active = false WHERE project_id = $1::uuid AND id <> ALL($2::uuid[])',
    rest,
  );
}
