import type { Post, ReactionEmoji } from '@hearth/schema';
import { msg } from '@lit/localize';

/** What a screen reader calls each; the order is the picker's. */
const names = {
  '👍': () => msg('Thumbs up', { id: 'feed-react-thumb' }),
  '❤️': () => msg('Heart', { id: 'feed-react-heart' }),
  '🎉': () => msg('Celebrate', { id: 'feed-react-celebrate' }),
  '💡': () => msg('Good idea', { id: 'feed-react-idea' }),
  '👀': () => msg('Looking into it', { id: 'feed-react-eyes' }),
} satisfies Record<ReactionEmoji, () => string>;

const isEmoji = (key: string): key is ReactionEmoji => key in names;
export const reactionEmoji: readonly ReactionEmoji[] = Object.keys(names).filter(isEmoji);
export const reactionName = (emoji: ReactionEmoji): string => names[emoji]();

/**
 * The reactions with this member's own as they wish it. Applying a wish that has already come true changes
 * nothing, so it does not matter whether the server's answer or its live event comes first.
 */
export const react = (
  reactions: Post['reactions'],
  emoji: ReactionEmoji,
  mine: boolean,
): Post['reactions'] => {
  const now = reactions.find((reaction) => reaction.emoji === emoji) ?? { emoji, count: 0, mine: false };
  if (now.mine === mine) return reactions;
  const count = now.count + (mine ? 1 : -1);
  const others = reactions.filter((reaction) => reaction.emoji !== emoji);
  return count > 0 ? [...others, { emoji, count, mine }] : others;
};
