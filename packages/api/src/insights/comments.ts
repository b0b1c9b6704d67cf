import type { Comments, CommentsInput } from '@hearth/schema';
import type { Services } from '../context.ts';
import { readCursor, writeCursor } from '../feed/cursor.ts';
import { wireId } from '../ids.ts';
import { findGiven, type GivenAnswer } from './answer-store.ts';
import { boundsOf } from './bounds.ts';
import { wholeOf } from './calendar.ts';
import { openQuestion, type Question } from './question.ts';

const PAGE = 30;

/** Words as LIKE patterns: what would be a wildcard stands for itself. */
const patternsOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

export const ordinalsOf = ({ members }: Question): number[] | null => members && [...members.toUint32Array()];

/**
 * What members wrote beside their scores, the newest first.
 *
 * @throws HearthError not_found for a segment that this project does not have, bad_request for a foreign cursor
 */
export async function getComments(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { kind, scores, text = '', segmentId, cursor, ...period }: CommentsInput,
): Promise<Comments> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const question = await openQuestion(services, projectId, { segmentId });
  const wanted = {
    ...boundsOf(question, [wholeOf(period, question.today)]),
    kind,
    surveyId: null,
    scores: scores && scores.length > 0 ? scores : null,
    comment: patternsOf(text),
    ordinals: ordinalsOf(question),
  };
  const found = await findGiven(question.sql, wanted, { after, limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const last = found.length > PAGE ? page.at(-1) : undefined;
  return {
    items: page.map(commentOf),
    nextCursor: last ? writeCursor({ at: last.answeredAt, id: last.id }) : null,
  };
}

const commentOf = (answer: GivenAnswer): Comments['items'][number] => ({
  id: wireId('answer', answer.id),
  score: answer.score,
  comment: answer.comment ?? '',
  answeredAt: answer.answeredAt.toISOString(),
  member: { id: wireId('member', answer.memberId), name: answer.memberName },
  account:
    answer.accountId === null ? null : { id: wireId('account', answer.accountId), name: answer.accountName },
});
