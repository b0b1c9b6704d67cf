import type { ReactionEmoji } from '@hearth/schema';
import { msg } from '@lit/localize';

/** What a screen reader calls each; the order is the picker's. */
const names = {
  '👍': () => msg('Thumbs up', { id: 'feed-react-thumb' }),
  '❤️': () => msg('Heart', { id: 'feed-react-heart' }),
  '🎉': () => msg('Celebrate', { id: 'feed-react-celebrate' }),
  '💡': () => msg('Good idea', { id: 'feed-react-idea' }),
  '👀': () => msg('Looking into it', { id: 'feed-react-eyes' }),
} satisfies Record<ReactionEmoji, () => string>;

export const isEmoji = (key: string): key is ReactionEmoji => key in names;
export const reactionEmoji: readonly ReactionEmoji[] = Object.keys(names).filter(isEmoji);
export const reactionName = (emoji: ReactionEmoji): string => names[emoji]();
