import type { FeedState } from '@hearth/schema';
import { standingOf } from '../moderation/notice.ts';
import type { Question } from '../question.ts';
import { pageOf } from './page.ts';

/** How many posts a page brings along at first. */
const FIRST_PAGE = 20;

/** The feed's first page, and whether this reader may write. */
export async function feedState(question: Question): Promise<FeedState> {
  const [page, standing] = await Promise.all([pageOf(question, { limit: FIRST_PAGE }), standingOf(question)]);
  return { ...page, canPost: question.verified && !standing.paused, ...standing };
}
