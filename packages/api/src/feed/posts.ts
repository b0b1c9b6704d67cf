import type { Transaction } from '../database/database.ts';
import { rowId, wireId } from '../ids.ts';
import { accepted, type FactOf, handler, type Result, rejected } from '../interactions/handler.ts';
import { unlessBanned } from '../moderation/unless-banned.ts';
import { insertPosts, lockPosts, type PostRow, savePosts } from './post-store.ts';
import { type Around, findAround, tooMany } from './rate.ts';
import { GONE, isTheirs, isThere } from './rules.ts';

type Created = FactOf<'post.created'>;
type Changed = FactOf<'post.edited' | 'post.deleted'>;

/** How long an author may correct a post. */
export const EDIT_WINDOW_MS = 5 * 60_000;

export const postHandler = handler({
  kinds: ['post.created', 'post.edited', 'post.deleted'],
  anonymous: false,
  paced: ['post.created'],
  about: (interaction) => ({
    widget: 'feed',
    subject: rowId(interaction.kind === 'post.created' ? interaction.id : interaction.payload.postId),
  }),
  learn: unlessBanned(['post.created', 'post.edited'], {
    look: (tx, facts) => findAround(tx, facts.filter(isCreated)),
    act: async (tx, facts, written) => {
      const changing = facts.filter((fact) => fact.kind !== 'post.created');
      const results = new Map<Created | Changed, Result>([
        ...create(tx, facts.filter(isCreated), written),
        ...(await change(tx, changing)),
      ]);
      return facts.map((fact) => results.get(fact) ?? GONE);
    },
  }),
});

const isCreated = (fact: Created | Changed): fact is Created => fact.kind === 'post.created';

function create(tx: Transaction, facts: readonly Created[], written: Around) {
  const refusals = tooMany(facts, written, facts);
  const fine = facts.filter((fact) => !refusals.has(fact));
  const rows = fine.map((fact) => ({
    ...fact,
    authorId: fact.memberId,
    text: fact.payload.text,
    at: fact.receivedAt,
  }));
  tx.later(insertPosts(tx, rows));
  return new Map(
    facts.map((fact): [Created, Result] => [
      fact,
      refusals.get(fact) ??
        accepted(['feed'], {
          earns: [{ reason: fact.kind }],
          announces: {
            type: 'post.created',
            postId: wireId('post', fact.id),
            authorId: wireId('member', fact.memberId),
          },
        }),
    ]),
  );
}

async function change(tx: Transaction, facts: readonly Changed[]): Promise<Map<Changed, Result>> {
  const rows = await lockPosts(
    tx,
    facts.map((fact) => ({ projectId: fact.projectId, id: rowId(fact.payload.postId) })),
  );
  const changed = new Set<PostRow>();
  const results = facts.map((fact): [Changed, Result] => {
    const row = rows.get(`${fact.projectId}/${rowId(fact.payload.postId)}`);
    if (!row || !isThere(row)) return [fact, GONE];
    if (row.authorId !== fact.memberId) return [fact, isTheirs('post')];
    if (fact.kind === 'post.edited') {
      if (fact.receivedAt.getTime() > row.createdAt.getTime() + EDIT_WINDOW_MS) {
        return [
          fact,
          rejected('edit_window_closed', 'Posts can be changed for five minutes. Write a comment instead.'),
        ];
      }
      row.text = fact.payload.text;
      row.editedAt = fact.receivedAt;
    } else {
      row.deletedAt = fact.receivedAt;
    }
    changed.add(row);
    const type = fact.kind === 'post.edited' ? 'post.changed' : 'post.deleted';
    const announces = {
      type,
      postId: fact.payload.postId,
      authorId: wireId('member', fact.memberId),
    } as const;
    return [fact, accepted(['feed'], { announces })];
  });
  tx.later(savePosts(tx, [...changed]));
  return new Map(results);
}
