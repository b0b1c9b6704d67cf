import { define } from '../internal/define.ts';
import { FeedComments } from './comments.ts';
import { FeedComposer } from './composer.ts';
import { Outbox } from './outbox.ts';
import { PostTools } from './post-tools.ts';
import { FeedReport } from './report.ts';

/** Everything but reading: a page that only shows the feed never downloads it. */
define('hearth-feed-composer', FeedComposer);
define('hearth-feed-report', FeedReport);
define('hearth-feed-comments', FeedComments);

export { Outbox, PostTools };
