import { define } from '../internal/define.ts';
import { FeedComments } from './comments.ts';
import { FeedComposer } from './composer.ts';
import { HearthFeed } from './feed.ts';
import { FeedPost } from './post.ts';
import { FeedReport } from './report.ts';

define('hearth-feed-composer', FeedComposer);
define('hearth-feed-report', FeedReport);
define('hearth-feed-comments', FeedComments);
define('hearth-feed-post', FeedPost);
define('hearth-feed', HearthFeed);

export * from './feed.ts';
