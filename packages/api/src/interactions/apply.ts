import type { Transaction } from '../database/database.ts';
import { pay } from '../rewards/award.ts';
import { countTowardsBadges } from '../rewards/badges.ts';
import { lockAccounts } from '../rewards/ledger.ts';
import { findBadgeKinds, findRules, type Rules } from '../rewards/store.ts';
import { type Acceptance, type Apply, type Fact, type Handler, type Result, rejected } from './handler.ts';
import { handlers } from './handlers.ts';
import { type Item, isRefused, keyOf, type Valid, type Verdict } from './item.ts';
import { findStored, insert, lockMembers, remove, touchMembers } from './store.ts';

type Results = Map<Fact, Result>;

/** What is read for a whole group together with its insert: one round trip for all of it. */
interface Known {
  /** Of the handlers that wait for nobody. */
  appliers: ReadonlyMap<Handler, Apply>;
  rules: Rules;
  badgeKinds: ReadonlySet<string>;
}

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
  const given = [...valid.values()].map(({ fact }) => fact);
  const [inserted, known] = await Promise.all([insert(tx, [...valid.values()]), learn(tx, given)]);
  const facts = given.filter((fact) => inserted.has(keyOf(fact)));

  const results: Results = new Map();
  const spending = facts.filter((fact) =>
    handlers.some((one) => one.spends && one.kinds.includes(fact.kind)),
  );
  const work = { tx, known };
  await handle(work, facts, results, false);
  if (spending.length > 0) {
    await earn(work, results, spending);
    await handle(work, spending, results, true);
    await reachBadges(work, results);
  } else {
    await together([earn(work, results, spending), reachBadges(work, results)]);
  }

  const refused = facts.filter((fact) => results.get(fact)?.status === 'rejected');
  if (refused.length > 0) tx.later(remove(tx, refused));
  if (facts.length > refused.length) noteVisits(tx, facts);
  return verdicts(tx, items, valid, inserted, results);
}

interface Work {
  tx: Transaction;
  known: Known;
}

const ownOf = ({ kinds }: Handler, facts: readonly Fact[]): Fact[] =>
  facts.filter(({ kind }) => kinds.includes(kind));

/** Sends every question at once, behind the insert that was sent before and the locks on whom they are about. */
async function learn(tx: Transaction, facts: readonly Fact[]): Promise<Known> {
  const projectIds = [...new Set(facts.map(({ projectId }) => projectId))];
  const concerned = handlers.filter((handler) => ownOf(handler, facts).length > 0);
  const held = await Promise.all(concerned.map((handler) => handler.holds(tx, ownOf(handler, facts))));
  if (held.flat().length > 0) tx.later(lockMembers(tx, held.flat()));
  const first = concerned.filter(({ after }) => !facts.some(({ kind }) => after.includes(kind)));
  const [appliers, rules, badgeKinds] = await Promise.all([
    Promise.all(
      first.map(async (handler) => [handler, await handler.learn(tx, ownOf(handler, facts))] as const),
    ),
    findRules(tx, projectIds),
    findBadgeKinds(tx, projectIds),
  ]);
  return { appliers: new Map(appliers), rules, badgeKinds };
}

/**
 * Lets the handlers change their tables side by side: what they send in one turn crosses to the database together. Each
 * begins in the list's order, so that two groups lock what they both touch in the same order.
 */
async function handle(work: Work, facts: readonly Fact[], results: Results, spends: boolean): Promise<void> {
  const running = new Map<Handler, Promise<void>>();
  for (const handler of handlers) {
    const own = ownOf(handler, facts);
    if (handler.spends !== spends || own.length === 0) continue;
    const before = [...running].flatMap(([earlier, run]) =>
      earlier.kinds.some((kind) => handler.after.includes(kind)) ? [run] : [],
    );
    running.set(
      handler,
      Promise.all(before).then(() => answer(work, handler, own, results)),
    );
  }
  await together([...running.values()]);
}

async function answer(
  { tx, known }: Work,
  handler: Handler,
  own: readonly Fact[],
  results: Results,
): Promise<void> {
  const apply = known.appliers.get(handler) ?? (await handler.learn(tx, own));
  const answers = await apply(tx, own);
  own.forEach((fact, index) => {
    const answer = answers[index];
    if (!answer)
      throw new Error(`The handler of ${fact.kind} gave ${answers.length} results for ${own.length} items`);
    results.set(fact, answer);
  });
}

/** Waits for all of them, whatever becomes of each; then throws what failed first, which the others failed after. */
async function together(all: readonly Promise<void>[]): Promise<void> {
  try {
    await Promise.all(all);
  } catch (error) {
    await Promise.allSettled(all);
    throw error;
  }
}

/** Pays what the handlers said is earned, all at once. */
async function earn({ tx, known }: Work, results: Results, spending: readonly Fact[]): Promise<void> {
  const earnings = [...results].flatMap(([fact, result]) =>
    result.status === 'accepted' && fact.verified
      ? (result.earns ?? []).map((earning) => ({ fact, result, earning }))
      : [],
  );
  if (earnings.length === 0) return;
  // Both at once and in key order, or two groups could wait for each other.
  if (spending.length > 0) await lockAccounts(tx, [...earnings.map(({ fact }) => fact), ...spending]);
  const { paid } = await pay(
    tx,
    earnings.map(({ fact, earning }) => ({
      projectId: fact.projectId,
      memberId: fact.memberId,
      sourceId: fact.id,
      at: fact.receivedAt,
      ...earning,
    })),
    known.rules,
  );
  // Told, and nothing else: the commit follows before it is known.
  const told = paid.then((points) => {
    for (const [index, { result }] of earnings.entries()) addEarned(result, points[index] ?? 0, []);
  });
  tx.later(told);
}

async function reachBadges({ tx, known }: Work, results: Results): Promise<void> {
  const counting = [...results].flatMap(([fact, result]) =>
    result.status === 'accepted' &&
    fact.verified &&
    result.counts !== false &&
    known.badgeKinds.has(`${fact.projectId}/${fact.kind}`)
      ? [{ fact, result }]
      : [],
  );
  if (counting.length === 0) return;
  const facts = counting.map(({ fact }) => fact);
  const told = countTowardsBadges(tx, facts).then((reached) => {
    for (const [index, { result }] of counting.entries()) addEarned(result, 0, reached[index] ?? []);
  });
  // A host's are dated afterwards.
  if (facts.some(({ fromHost }) => fromHost)) await told;
  else tx.later(told);
}

function addEarned(result: Acceptance, points: number, badges: { name: string; icon: string }[]): void {
  if (points === 0 && badges.length === 0) return;
  const before = result.earned ?? { points: 0, badges: [] };
  result.earned = { points: before.points + points, badges: [...before.badges, ...badges] };
  if (!result.changed.includes('rewards')) result.changed = [...result.changed, 'rewards'];
}

function noteVisits(tx: Transaction, facts: readonly Fact[]): void {
  // A host's facts may be of last year: their members are noted by their own times, see facts/member-store.ts.
  const visits = facts.filter(({ fromHost }) => !fromHost);
  if (visits.length === 0) return;
  const latest = Math.max(...visits.map(({ receivedAt }) => receivedAt.getTime()));
  tx.later(touchMembers(tx, visits, new Date(latest)));
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
