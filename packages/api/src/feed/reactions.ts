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
  about: ({ payload }) => ({ widget: 'feed', subject: rowId(payload.postId) }),
  apply: unlessBanned(['reaction.added'], async (tx, facts) => {
    const wanted = facts.map(reactionOf);
    const posts = await findPosts(tx, wanted);
    const before = await findReactions(tx, wanted);
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
    await addReactions(
      tx,
      changes.filter(({ isAdded }) => isAdded),
    );
    await removeReactions(
      tx,
      changes.filter(({ isAdded }) => !isAdded),
    );
    return results;
  }),
});

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
