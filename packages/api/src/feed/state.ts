import type { FeedState } from '@hearth/schema';
import { standingOf } from '../moderation/notice.ts';
import type { Question } from '../question.ts';
import { pageOf } from './page.ts';

/** How many posts a page brings along at first: more than a panel shows, and each costs every visitor time and memory. */
const FIRST_PAGE = 10;

/** The feed's first page, and whether this reader may write. */
export async function feedState(question: Question): Promise<FeedState> {
  const [page, standing] = await Promise.all([pageOf(question, { limit: FIRST_PAGE }), standingOf(question)]);
  return { ...page, canPost: question.verified && !standing.paused, ...standing };
}
