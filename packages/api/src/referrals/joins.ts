import type { Transaction } from '../database/database.ts';
import { accepted, type FactOf, handler, type Result, rejected } from '../interactions/handler.ts';
import { findCodes, findNewcomers, insertReferrals, type Newcomer } from './store.ts';

type Joined = FactOf<'referral.joined'>;

/** Whoever has been here for longer was not brought by a link. */
const NEW_FOR_MS = 30 * 24 * 3_600_000;

/** A member arrived by somebody's link: first touch, so once in their life. It pays only when the host qualifies it. */
export const joinHandler = handler({
  kinds: ['referral.joined'],
  anonymous: false,
  about: ({ payload }) => ({ widget: 'referral', subject: payload.code }),
  // Both ends, before looking: of joins that would close a circle, at least one sees all the others.
  holds: async (tx, facts) => [...facts, ...ownersOf(facts, await findOwners(tx, facts))],
  async learn(asked, known) {
    const [owners, newcomers] = await Promise.all([findOwners(asked, known), findNewcomers(asked, known)]);
    return async (tx, facts) => {
      const judged = judge(facts, owners, newcomers);
      const rows = judged.fine.map((fact) => ({ ...fact, code: fact.payload.code, at: fact.receivedAt }));
      tx.later(insertReferrals(tx, rows));
      return judged.results;
    };
  },
});

const findOwners = (tx: Transaction, facts: readonly Joined[]) =>
  findCodes(
    tx,
    facts.map(({ projectId, payload }) => ({ projectId, code: payload.code })),
  );

/** One result a fact, in their order, and the facts that are fine. */
function judge(
  facts: readonly Joined[],
  owners: ReadonlyMap<string, string>,
  members: ReadonlyMap<string, Newcomer>,
) {
  const fine: Joined[] = [];
  const results = facts.map((fact): Result => {
    const member = members.get(`${fact.projectId}/${fact.memberId}`);
    const owner = owners.get(`${fact.projectId}/${fact.payload.code}`);
    const refusal = refuse(fact, owner, member);
    if (refusal) return refusal;
    if (member) member.hasJoined = true;
    const referrer = members.get(`${fact.projectId}/${owner}`);
    if (referrer) referrer.hasBrought = true;
    fine.push(fact);
    return accepted(['referral']);
  });
  return { fine, results };
}

const ownersOf = (facts: readonly Joined[], owners: ReadonlyMap<string, string>) =>
  facts.flatMap(({ projectId, payload }) => {
    const memberId = owners.get(`${projectId}/${payload.code}`);
    return memberId === undefined ? [] : [{ projectId, memberId }];
  });

function refuse(fact: Joined, owner: string | undefined, member: Newcomer | undefined): Result | null {
  if (!owner) return rejected('not_found', 'Nobody has this referral code. Check it for typing errors.');
  if (owner === fact.memberId)
    return rejected('not_allowed', 'This is your own link. Pass it on to somebody else.');
  if (!member || member.hasJoined) return rejected('already_done', 'You have joined by a link before.');
  // Or members would bring each other in a circle, and be paid for it all around.
  if (member.hasBrought)
    return rejected('not_allowed', 'Links are for newcomers: somebody has come here by yours.');
  if (fact.receivedAt.getTime() - member.firstSeenAt.getTime() > NEW_FOR_MS) {
    return rejected('not_allowed', 'Links are for newcomers: you have been here for more than 30 days.');
  }
  return null;
}
