import type { Behind, SurveyKind } from '@hearth/schema';
import { readCursor, writeCursor } from '../feed/cursor.ts';
import { wireId } from '../ids.ts';
import { countGiven, findGiven } from './answer-store.ts';
import type { PartWanted } from './behind-members.ts';
import { boundsOf } from './bounds.ts';
import type { Step } from './calendar.ts';
import { ordinalsOf } from './comments.ts';
import type { Question } from './question.ts';

const PAGE = 50;

/** Which scores are meant by a part of a number. */
const scoresOf: Readonly<Record<string, readonly number[]>> = {
  promoters: [9, 10],
  passives: [7, 8],
  detractors: [0, 1, 2, 3, 4, 5, 6],
  satisfied: [4, 5],
  others: [1, 2, 3],
  easy: [5, 6, 7],
  neutral: [4],
  hard: [1, 2, 3],
};

/** The answers behind a score, the newest first: who gave it, and when. */
export async function behindAnswers(
  question: Question,
  step: Step,
  kind: SurveyKind,
  { part, surveyId, cursor }: PartWanted & { cursor: string | undefined },
): Promise<Behind> {
  const wanted = {
    ...boundsOf(question, [step]),
    kind,
    surveyId,
    scores: part === null ? null : (scoresOf[part] ?? []),
    comment: null,
    ordinals: ordinalsOf(question),
  };
  const after = cursor === undefined ? null : readCursor(cursor);
  const found = await findGiven(question.sql, wanted, { after, limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const last = found.length > PAGE ? page.at(-1) : undefined;
  return {
    of: 'members',
    total: await countGiven(question.sql, wanted),
    rows: page.map((answer) => ({
      id: wireId('member', answer.memberId),
      name: answer.memberName,
      detail: answer.accountName,
      amount: answer.score,
      at: answer.answeredAt.toISOString(),
    })),
    nextCursor: last ? writeCursor({ at: last.answeredAt, id: last.id }) : null,
  };
}
