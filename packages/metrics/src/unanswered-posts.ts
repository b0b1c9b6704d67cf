import type { Measure } from './measure.ts';
import { share } from './share.ts';

/**
 * Posts without an answer: those on which nobody but their author has commented, in percent, with Wilson’s interval.
 *
 * 100 × unanswered / posts.
 *
 * @returns nulls where there are no posts
 * @throws RangeError if a count is not a whole number of at least 0, or the part exceeds the whole
 * @example unansweredPosts({ unanswered: 15, posts: 148 }) // value 10.1, low 6.2, high 16.0
 */
export const unansweredPosts = ({ unanswered, posts }: { unanswered: number; posts: number }): Measure =>
  share(unanswered, posts);
