import type { Transaction } from '../database/database.ts';
import { rowId, wireId } from '../ids.ts';
import { accepted, type FactOf, handler, type Result } from '../interactions/handler.ts';
import { unlessBanned } from '../moderation/unless-banned.ts';
import { addReactions, findPosts, findReactions, removeReactions } from './reaction-store.ts';
import { GONE } from './rules.ts';

type Reacted = FactOf<'reaction.added' | 'reaction.removed'>;

/** Both in one handler: of a reaction added and taken back in one group, the last word stands. */
export const reactionHandler = handler({
  kinds: ['reaction.added', 'reaction.removed'],
  anonymous: false,
  // Of two at the same moment the later one finds the reaction given, and counts towards no badge.
  paced: ['reaction.added', 'reaction.removed'],
  after: ['post.created', 'post.deleted'],
  about: ({ payload }) => ({ widget: 'feed', subject: rowId(payload.postId) }),
  learn: unlessBanned(['reaction.added'], {
    look: (tx, facts) => {
      const wanted = facts.map(reactionOf);
      return Promise.all([findPosts(tx, wanted), findReactions(tx, wanted)]);
    },
    act: async (tx, facts, [posts, before]) => react(tx, facts, posts, before),
  }),
});

function react(
  tx: Transaction,
  facts: readonly Reacted[],
  posts: ReadonlySet<string>,
  before: ReadonlySet<string>,
): Result[] {
  const wanted = facts.map(reactionOf);
  const now = new Set(before);
  const last = new Map<string, ReturnType<typeof reactionOf>>();
  const results = wanted.map((reaction): Result => {
    if (!posts.has(`${reaction.projectId}/${reaction.postId}`)) return GONE;
    const isChange = now.has(reaction.key) !== reaction.isAdded;
    if (!isChange) return accepted([], { counts: false });
    if (reaction.isAdded) now.add(reaction.key);
    else now.delete(reaction.key);
    last.set(reaction.key, reaction);
    return accepted(['feed'], {
      announces: {
        type: 'post.changed',
        postId: wireId('post', reaction.postId),
        authorId: wireId('member', reaction.memberId),
      },
    });
  });
  const changes = [...last.values()];
  const [added, removed] = [
    changes.filter(({ isAdded }) => isAdded),
    changes.filter(({ isAdded }) => !isAdded),
  ];
  tx.later(addReactions(tx, added));
  tx.later(removeReactions(tx, removed));
  return results;
}

function reactionOf({ projectId, memberId, kind, payload, receivedAt }: Reacted) {
  const postId = rowId(payload.postId);
  return {
    projectId,
    postId,
    memberId,
    emoji: payload.emoji,
    at: receivedAt,
    isAdded: kind === 'reaction.added',
    key: `${projectId}/${postId}/${memberId}/${payload.emoji}`,
  };
}
