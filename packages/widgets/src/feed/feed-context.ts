import type { HearthClient } from '@hearth/client';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import type { FeedContext } from './context.ts';
import type { FeedList } from './feed-list.ts';
import type { LaterPart } from './later-part.ts';

interface Parts {
  feed: HTMLElement;
  client: HearthClient;
  me: FeedContext['me'];
  list: FeedList;
  later: LaterPart;
}

/** Whoever else has the focus inside loses it with the post: it goes to the neighbour. */
const removeFrom = ({ feed, list }: Parts, id: string): void => {
  const post = feed.shadowRoot?.activeElement?.closest('[role=article]');
  const next = post?.nextElementSibling ?? post?.previousElementSibling;
  list.replace(id, null);
  if (next instanceof HTMLElement) next.focus();
};

/** What the feed's parts may ask of it, for one reader. */
export const feedContext = (parts: Parts): FeedContext => {
  const { feed, client, me, list, later } = parts;
  let started = false;
  return {
    me,
    locale: client.locale,
    comments: (input) => client.comments(input),
    record: async (kind, payload) => {
      const outcome = await client.record(kind, payload);
      feed.dispatchEvent(new HearthOutcomeEvent(outcome));
      return outcome;
    },
    start: () => {
      if (!started) void client.record('widget.started', { widget: 'feed' });
      started = true;
    },
    replace: (id, post) => list.replace(id, post),
    remove: (id) => removeFrom(parts, id),
    refetch: (id) => list.refetch(id),
    tools: async (post) => {
      const part = await later.load();
      return part && new part.PostTools(post);
    },
    tell: (event) => feed.dispatchEvent(event),
  };
};
