import type { Scores, ScoresInput } from '@hearth/schema';
import type { Services } from '../context.ts';
import { rowId } from '../ids.ts';
import { scales } from '../surveys/scales.ts';
import { wholeOf } from './calendar.ts';
import { freshnessOf, openQuestion } from './question.ts';
import { tallyOf } from './satisfaction.ts';

/**
 * How often each score of a kind of survey was given; every score of its scale is there.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getScores(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { kind, surveyId, segmentId, ...period }: ScoresInput,
): Promise<Scores> {
  const question = await openQuestion(services, projectId, { segmentId });
  const whole = wholeOf(period, question.today);
  const counts = await tallyOf(question, [whole], kind, surveyId === undefined ? null : rowId(surveyId));
  const count = counts(whole);
  const { least, most } = scales[kind];
  const scores = Array.from({ length: most - least + 1 }, (_, place) => least + place);
  return {
    scores: scores.map((score) => ({ score, answers: count(score, score) })),
    ...freshnessOf(question),
  };
}
