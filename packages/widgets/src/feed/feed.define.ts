import { define } from '../internal/define.ts';
import { HearthFeed } from './feed.ts';
import { FeedPost } from './post.ts';

define('hearth-feed-post', FeedPost);
define('hearth-feed', HearthFeed);

export * from './feed.ts';
