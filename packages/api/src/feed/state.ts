import type { FeedState } from '@hearth/schema';
import type { Question } from '../question.ts';
import { pageOf } from './page.ts';

/** How many posts a page brings along at first. */
const FIRST_PAGE = 20;

/** The feed's first page, and whether this reader may write. */
export async function feedState(question: Question): Promise<FeedState> {
  const page = await pageOf(question, { limit: FIRST_PAGE });
  return { ...page, canPost: question.verified };
}
