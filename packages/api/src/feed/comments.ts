import type { Transaction } from '../database/database.ts';
import { rowId, wireId } from '../ids.ts';
import { accepted, type FactOf, handler, type Result } from '../interactions/handler.ts';
import { unlessBanned } from '../moderation/unless-banned.ts';
import { deleteComments, findComments, insertComments } from './comment-store.ts';
import { addToCommentCounts, lockPosts } from './post-store.ts';
import { tooMany } from './rate.ts';
import { GONE, isTheirs, isThere } from './rules.ts';

type Created = FactOf<'comment.created'>;
type Deleted = FactOf<'comment.deleted'>;

export const commentHandler = handler({
  kinds: ['comment.created', 'comment.deleted'],
  anonymous: false,
  paced: ['comment.created'],
  about: (interaction) => ({
    widget: 'feed',
    subject: rowId(
      interaction.kind === 'comment.created' ? interaction.payload.postId : interaction.payload.commentId,
    ),
  }),
  apply: unlessBanned(['comment.created'], async (tx, facts) => {
    const created = facts.filter((fact) => fact.kind === 'comment.created');
    const deleted = facts.filter((fact) => fact.kind === 'comment.deleted');
    const results = new Map<FactOf<'comment.created' | 'comment.deleted'>, Result>([
      ...(await create(tx, created)),
      ...(await remove(tx, deleted)),
    ]);
    return facts.map((fact) => results.get(fact) ?? GONE);
  }),
});

async function create(tx: Transaction, facts: readonly Created[]): Promise<Map<Created, Result>> {
  const posts = await lockPosts(
    tx,
    facts.map((fact) => ({ projectId: fact.projectId, id: rowId(fact.payload.postId) })),
  );
  const there = facts.filter((fact) => isThere(posts.get(`${fact.projectId}/${rowId(fact.payload.postId)}`)));
  const refusals = await tooMany(tx, there);
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
    await insertComments(tx, rows);
    await addToCommentCounts(
      tx,
      rows.map((row) => ({ ...row, by: 1 })),
    );
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
  if (deleted.length > 0) {
    await addToCommentCounts(
      tx,
      deleted.map((row) => ({ ...row, by: -1 })),
    );
  }
  return new Map(results);
}

const changed = (fact: Created | Deleted, postId: string) =>
  ({ announces: { type: 'post.changed', postId, authorId: wireId('member', fact.memberId) } }) as const;
