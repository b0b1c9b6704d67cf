import type { HearthClient } from '@hearth/client';
import { msg } from '@lit/localize';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import type { Audience, FeedContext } from './context.ts';
import type { Updates } from './updates.ts';

/** Whoever else has the focus inside loses it with the post: it goes to the neighbour. */
const removeFrom = (feed: HTMLElement, updates: Updates, id: string): void => {
  const post = feed.shadowRoot?.activeElement?.closest('[role=article]');
  const next = post?.nextElementSibling ?? post?.previousElementSibling;
  updates.replace(id, null);
  if (next instanceof HTMLElement) next.focus();
};

/** What the feed's parts may ask of it, for one reader. */
export const feedContext = (
  feed: HTMLElement,
  client: HearthClient,
  { locale, me }: Audience,
  updates: Updates,
): FeedContext => {
  let started = false;
  const renew = () => client.reload('feed');
  return {
    me: me && { id: me.id, name: me.name ?? msg('You', { id: 'feed-you' }), avatarUrl: null },
    locale,
    comments: (input) => client.comments(input),
    record: async (kind, payload) => {
      const outcome = await client.record(kind, payload);
      feed.dispatchEvent(new HearthOutcomeEvent(outcome));
      // The moderators may have paused this member since the feed was opened: it should say so, and until when.
      if (outcome.status === 'rejected' && outcome.code === 'not_allowed') renew();
      return outcome;
    },
    start: () => {
      if (!started) void client.record('widget.started', { widget: 'feed' });
      started = true;
    },
    replace: (id, post) => updates.replace(id, post),
    remove: (id) => removeFrom(feed, updates, id),
    refetch: (id) => updates.refetch(id),
    renew,
    tell: (event) => feed.dispatchEvent(event),
  };
};
