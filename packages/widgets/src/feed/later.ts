import { define } from '../internal/define.ts';
import { FeedComments } from './comments.ts';
import { FeedComposer } from './composer.ts';
import { Outbox } from './outbox.ts';
import { PostTools } from './post-tools.ts';
import { FeedReport } from './report.ts';

/** Everything but reading: a page that only shows the feed never downloads it. */
export { handleFeedKeydown } from './keyboard.ts';
export { styles } from './later.styles.ts';
export { Outbox, PostTools };

/** Called, not done on import: a bundler that is told of no side effects would leave the elements out. */
export const register = (): void => {
  define('hearth-feed-composer', FeedComposer);
  define('hearth-feed-report', FeedReport);
  define('hearth-feed-comments', FeedComments);
};
