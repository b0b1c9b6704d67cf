import { rowId } from '../ids.ts';
import { accepted, type FactOf, handler, rejected } from '../interactions/handler.ts';
import { unlessBanned } from '../moderation/unless-banned.ts';
import { findComments } from './comment-store.ts';
import { findPosts } from './reaction-store.ts';
import { insertReports } from './report-store.ts';
import { GONE } from './rules.ts';

/** A member tells the community's operators of a post or a comment; once is enough. */
export const reportHandler = handler({
  kinds: ['report.created'],
  anonymous: false,
  after: ['post.created', 'post.deleted', 'comment.created', 'comment.deleted'],
  about: ({ payload: { target } }) => ({
    widget: 'feed',
    subject: rowId('postId' in target ? target.postId : target.commentId),
  }),
  learn: unlessBanned(['report.created'], {
    look: (tx, facts) => {
      const rows = facts.map(reportOf);
      const posts = rows.flatMap(({ projectId, postId }) => (postId ? [{ projectId, postId }] : []));
      const comments = rows.flatMap(({ projectId, commentId }) =>
        commentId ? [{ projectId, id: commentId }] : [],
      );
      return Promise.all([findPosts(tx, posts), findComments(tx, comments)]);
    },
    act: async (tx, facts, [posts, comments]) => {
      const rows = facts.map(reportOf);
      const isThere = ({ projectId, postId, commentId }: Report) =>
        posts.has(`${projectId}/${postId}`) || comments.has(`${projectId}/${commentId}`);
      const inserted = await insertReports(tx, rows.filter(isThere));
      return rows.map((row) => {
        if (!isThere(row)) return GONE;
        if (inserted.has(row.id)) return accepted([]);
        return rejected(
          'already_done',
          'You have reported this already. Thank you: somebody will look at it.',
        );
      });
    },
  }),
});

type Report = ReturnType<typeof reportOf>;

function reportOf({ projectId, id, memberId, payload, receivedAt }: FactOf<'report.created'>) {
  const { target } = payload;
  return {
    projectId,
    id,
    postId: 'postId' in target ? rowId(target.postId) : null,
    commentId: 'commentId' in target ? rowId(target.commentId) : null,
    reporterId: memberId,
    reason: payload.reason,
    note: payload.note ?? null,
    at: receivedAt,
  };
}
