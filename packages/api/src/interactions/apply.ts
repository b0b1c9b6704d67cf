import type { Transaction } from '../database/database.ts';
import { award } from '../rewards/award.ts';
import { countTowardsBadges } from '../rewards/badges.ts';
import { lockAccounts } from '../rewards/ledger.ts';
import { type Acceptance, type Fact, type Result, rejected } from './handler.ts';
import { handlers } from './handlers.ts';
import { type Item, isRefused, keyOf, type Valid, type Verdict } from './item.ts';
import { findStored, insert, remove, touchMembers } from './store.ts';

type Results = Map<Fact, Result>;

/** Of whom this is said was forgotten meanwhile. */
export const GONE = rejected('not_allowed', 'This member is no longer known. Send it again.');

/**
 * Stores a group of interactions and lets each feature change its tables, all in the transaction it is given: one
 * statement for the whole group, then a few for each feature that it concerns. Throws what a handler throws.
 */
export async function apply(tx: Transaction, items: readonly Item[]): Promise<Verdict[]> {
  const valid = new Map<string, Valid>();
  for (const item of items) {
    // The same id twice: the first one counts.
    if (!isRefused(item) && !valid.has(keyOf(item.fact))) valid.set(keyOf(item.fact), item);
  }
  const inserted = valid.size > 0 ? await insert(tx, [...valid.values()]) : new Set<string>();
  const facts = [...valid.values()].map(({ fact }) => fact).filter((fact) => inserted.has(keyOf(fact)));

  const results: Results = new Map();
  const spending = facts.filter((fact) =>
    handlers.some((one) => one.spends && one.kinds.includes(fact.kind)),
  );
  await handle(tx, facts, results, false);
  await earn(tx, results, spending);
  await handle(tx, spending, results, true);
  await reachBadges(tx, results);

  const refused = facts.filter((fact) => results.get(fact)?.status === 'rejected');
  if (refused.length > 0) await remove(tx, refused);
  if (facts.length > refused.length) await noteVisits(tx, facts);
  return verdicts(tx, items, valid, inserted, results);
}

async function handle(
  tx: Transaction,
  facts: readonly Fact[],
  results: Results,
  spends: boolean,
): Promise<void> {
  for (const handler of handlers) {
    if (handler.spends !== spends) continue;
    const own = facts.filter((fact) => handler.kinds.includes(fact.kind));
    if (own.length === 0) continue;
    const answers = await handler.apply(tx, own);
    own.forEach((fact, index) => {
      const answer = answers[index];
      if (!answer)
        throw new Error(`The handler of ${fact.kind} gave ${answers.length} results for ${own.length} items`);
      results.set(fact, answer);
    });
  }
}

/** Pays what the handlers said is earned, all at once. */
async function earn(tx: Transaction, results: Results, spending: readonly Fact[]): Promise<void> {
  const earnings = [...results].flatMap(([fact, result]) =>
    result.status === 'accepted' && fact.verified
      ? (result.earns ?? []).map((earning) => ({ fact, result, earning }))
      : [],
  );
  if (earnings.length === 0) return;
  // Both at once and in key order, or two groups could wait for each other.
  if (spending.length > 0) await lockAccounts(tx, [...earnings.map(({ fact }) => fact), ...spending]);
  const paid = await award(
    tx,
    earnings.map(({ fact, earning }) => ({
      projectId: fact.projectId,
      memberId: fact.memberId,
      sourceId: fact.id,
      at: fact.receivedAt,
      ...earning,
    })),
  );
  for (const [index, { result }] of earnings.entries()) addEarned(result, paid[index] ?? 0, []);
}

async function reachBadges(tx: Transaction, results: Results): Promise<void> {
  const counting = [...results].flatMap(([fact, result]) =>
    result.status === 'accepted' && fact.verified && result.counts !== false ? [{ fact, result }] : [],
  );
  if (counting.length === 0) return;
  const reached = await countTowardsBadges(
    tx,
    counting.map(({ fact }) => fact),
  );
  for (const [index, { result }] of counting.entries()) addEarned(result, 0, reached[index] ?? []);
}

function addEarned(result: Acceptance, points: number, badges: { name: string; icon: string }[]): void {
  if (points === 0 && badges.length === 0) return;
  const before = result.earned ?? { points: 0, badges: [] };
  result.earned = { points: before.points + points, badges: [...before.badges, ...badges] };
  if (!result.changed.includes('rewards')) result.changed = [...result.changed, 'rewards'];
}

async function noteVisits(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  // A host's facts may be of last year: their members are noted by their own times, see facts/member-store.ts.
  const visits = facts.filter(({ fromHost }) => !fromHost);
  if (visits.length === 0) return;
  const latest = Math.max(...visits.map(({ receivedAt }) => receivedAt.getTime()));
  await touchMembers(tx, visits, new Date(latest));
}

/** What each item is answered with. One that is stored already is a duplicate, whatever would be said of it now. */
async function verdicts(
  tx: Transaction,
  items: readonly Item[],
  valid: ReadonlyMap<string, Valid>,
  inserted: ReadonlySet<string>,
  results: Results,
): Promise<Verdict[]> {
  const unsure = items
    .map((item) => (isRefused(item) ? item : item.fact))
    .flatMap(({ projectId, id }) =>
      id === null || inserted.has(keyOf({ projectId, id })) ? [] : [{ projectId, id }],
    );
  const stored = unsure.length > 0 ? await findStored(tx, unsure) : new Set<string>();
  return items.map((item) => {
    if (isRefused(item)) {
      return stored.has(keyOf(item)) || inserted.has(keyOf(item)) ? { status: 'duplicate' } : item.rejection;
    }
    const first = valid.get(keyOf(item.fact));
    const result = first && results.get(first.fact);
    if (result && (first === item || result.status === 'rejected')) return result;
    if (result || stored.has(keyOf(item.fact))) return { status: 'duplicate' };
    return GONE;
  });
}
