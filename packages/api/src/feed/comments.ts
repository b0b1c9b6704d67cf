import type { Transaction } from '../database/database.ts';
import { rowId, wireId } from '../ids.ts';
import { accepted, type FactOf, handler, type Result } from '../interactions/handler.ts';
import { unlessBanned } from '../moderation/unless-banned.ts';
import { deleteComments, findComments, insertComments } from './comment-store.ts';
import { addToCommentCounts, lockPosts } from './post-store.ts';
import { findAround, tooMany } from './rate.ts';
import { GONE, isTheirs, isThere } from './rules.ts';

type Created = FactOf<'comment.created'>;
type Deleted = FactOf<'comment.deleted'>;

export const commentHandler = handler({
  kinds: ['comment.created', 'comment.deleted'],
  anonymous: false,
  paced: ['comment.created'],
  after: ['post.created', 'post.deleted'],
  about: (interaction) => ({
    widget: 'feed',
    subject: rowId(
      interaction.kind === 'comment.created' ? interaction.payload.postId : interaction.payload.commentId,
    ),
  }),
  learn: unlessBanned(['comment.created'], {
    look: (tx, facts) => lookAround(tx, facts.filter(isCreated)),
    act: async (tx, facts, around) => {
      const deleted = facts.filter((fact) => fact.kind === 'comment.deleted');
      const results = new Map<Created | Deleted, Result>([
        ...create(tx, facts.filter(isCreated), around),
        ...(await remove(tx, deleted)),
      ]);
      return facts.map((fact) => results.get(fact) ?? GONE);
    },
  }),
});

const isCreated = (fact: Created | Deleted): fact is Created => fact.kind === 'comment.created';

async function lookAround(tx: Transaction, facts: readonly Created[]) {
  const wanted = facts.map((fact) => ({ projectId: fact.projectId, id: rowId(fact.payload.postId) }));
  const [posts, written] = await Promise.all([lockPosts(tx, wanted), findAround(tx, facts)]);
  return { posts, written };
}

type Seen = Awaited<ReturnType<typeof lookAround>>;

function create(tx: Transaction, facts: readonly Created[], { posts, written }: Seen) {
  const there = facts.filter((fact) => isThere(posts.get(`${fact.projectId}/${rowId(fact.payload.postId)}`)));
  const refusals = tooMany(there, written, facts);
  const fine = there.filter((fact) => !refusals.has(fact));
  const rows = fine.map((fact) => ({
    projectId: fact.projectId,
    id: fact.id,
    postId: rowId(fact.payload.postId),
    authorId: fact.memberId,
    text: fact.payload.text,
    at: fact.receivedAt,
  }));
  if (rows.length > 0) {
    const counted = rows.map((row) => ({ ...row, by: 1 }));
    tx.later(insertComments(tx, rows));
    tx.later(addToCommentCounts(tx, counted));
  }
  return new Map(
    there.map((fact): [Created, Result] => [
      fact,
      refusals.get(fact) ??
        accepted(['feed'], { earns: [{ reason: fact.kind }], ...changed(fact, fact.payload.postId) }),
    ]),
  );
}

async function remove(tx: Transaction, facts: readonly Deleted[]): Promise<Map<Deleted, Result>> {
  const rows = await findComments(
    tx,
    facts.map((fact) => ({ projectId: fact.projectId, id: rowId(fact.payload.commentId) })),
  );
  const gone: { projectId: string; id: string; at: Date }[] = [];
  const results = facts.map((fact): [Deleted, Result] => {
    const key = `${fact.projectId}/${rowId(fact.payload.commentId)}`;
    const row = rows.get(key);
    if (!row) return [fact, GONE];
    if (row.authorId !== fact.memberId) return [fact, isTheirs('comment')];
    rows.delete(key);
    gone.push({ projectId: fact.projectId, id: row.id, at: fact.receivedAt });
    return [fact, accepted(['feed'], changed(fact, wireId('post', row.postId)))];
  });
  // Counted by what was really there: another transaction may have been quicker.
  const deleted = gone.length > 0 ? await deleteComments(tx, gone) : [];
  const counted = deleted.map((row) => ({ ...row, by: -1 }));
  if (counted.length > 0) tx.later(addToCommentCounts(tx, counted));
  return new Map(results);
}

const changed = (fact: Created | Deleted, postId: string) =>
  ({ announces: { type: 'post.changed', postId, authorId: wireId('member', fact.memberId) } }) as const;
