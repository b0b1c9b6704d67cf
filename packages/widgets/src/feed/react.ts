import type { Post, ReactionEmoji } from '@hearth/schema';

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
