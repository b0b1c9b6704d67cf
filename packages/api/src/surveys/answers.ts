import type { Transaction } from '../database/database.ts';
import { rowId } from '../ids.ts';
import {
  accepted,
  type FactOf,
  handler,
  type Rejection,
  type Result,
  rejected,
} from '../interactions/handler.ts';
import { scaleOfKind } from './scales.ts';
import { type Answer, findAnswers, findSurveys, upsertAnswers } from './store.ts';
import { afterStoring, isAnother, keyOf, TAKEN } from './taken.ts';

type Answered = FactOf<'survey.answered'>;

/** An answer so far. The same answerId again replaces it, so that a score counts even if no comment follows. */
export const answerHandler = handler({
  kinds: ['survey.answered'],
  anonymous: true,
  about: ({ payload }) => ({ widget: 'nps', subject: rowId(payload.surveyId) }),
  async learn(tx, facts) {
    const asked = facts.map(answerOf);
    const [surveys, before] = await Promise.all([findSurveys(tx, asked), findAnswers(tx, asked)]);
    return (inner, stored) => take(inner, stored.map(answerOf), surveys, before);
  },
});

async function take(
  tx: Transaction,
  given: readonly Answer[],
  surveys: ReadonlyMap<string, string>,
  before: Awaited<ReturnType<typeof findAnswers>>,
): Promise<Result[]> {
  const known = new Map<string, (typeof before)[number]>(
    before.map((answer) => [keyOf(answer.projectId, answer.id), answer]),
  );
  const changed = new Map<string, Answer>();
  const results = given.map((answer): Result => {
    const refusal = refusalOf(answer, surveys.get(keyOf(answer.projectId, answer.surveyId)));
    if (refusal) return refusal;
    const key = keyOf(answer.projectId, answer.id);
    const earlier = known.get(key);
    if (earlier && isAnother(earlier, answer)) return TAKEN;
    // Items may arrive out of order: the one that was given last stands.
    if (!earlier || earlier.at <= answer.at) {
      known.set(key, answer);
      changed.set(key, answer);
    }
    return earlier
      ? accepted(['nps'], { counts: false })
      : accepted(['nps'], { earns: [{ reason: 'survey.answered' }] });
  });
  if (changed.size === 0) return results;
  const written = await upsertAnswers(tx, [...changed.values()]);
  return afterStoring({
    given,
    results,
    changed,
    written,
    find: (unwritten) => findAnswers(tx, unwritten),
    repeated: accepted(['nps'], { counts: false }),
  });
}

/** Why a survey of this kind (undefined: there is none) cannot take the answer; null if it can. */
function refusalOf({ score }: Answer, kind: string | undefined): Rejection | null {
  if (kind === undefined) {
    return rejected('not_found', 'There is no such survey. Reload to get the current one.');
  }
  const scale = scaleOfKind(kind);
  if (!scale) return rejected('not_allowed', 'This survey asks for a reason, not for a score.');
  if (score >= scale.least && score <= scale.most) return null;
  return rejected(
    'score_out_of_range',
    `The scale of this survey goes from ${scale.least} to ${scale.most}, and the score is ${score}.`,
  );
}

const answerOf = ({ projectId, memberId, payload, at }: Answered): Answer => ({
  projectId,
  id: rowId(payload.answerId),
  surveyId: rowId(payload.surveyId),
  memberId,
  score: payload.score,
  comment: payload.comment ?? null,
  complete: payload.complete,
  at,
});
