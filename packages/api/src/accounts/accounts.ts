import { type AccountList, type AccountProfile, type AccountSearch, FactsSchema } from '@hearth/schema';
import type { Services } from '../context.ts';
import type { Sql } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { rowId, wireId } from '../ids.ts';
import { factorsOf } from '../revenue/factors.ts';
import { findTerms } from '../revenue/settings-store.ts';
import {
  type AccountRow,
  findAccountAnswers,
  findExits,
  findPlans,
  findSteps,
  findSubscriptions,
  searchAccounts,
} from './store.ts';

/** Accounts with their revenue now. */
export async function listAccounts(
  { database, now }: Services,
  projectId: string,
  { text, plan, sort, limit, offset }: AccountSearch,
): Promise<AccountList> {
  const { currency, factors } = await findFactors(database, projectId);
  const filter = { projectId, text: text || null, plan: plan ?? null, id: null, sort, limit, offset };
  const rows = await searchAccounts(database, { ...filter, now: now(), factors });
  return {
    accounts: rows.map(accountOf),
    total: rows[0]?.total ?? 0,
    currency,
    plans: await findPlans(database, projectId),
  };
}

/** Everything known of one account; its members are found by members.search. */
export async function getAccount(
  { database, now: clock }: Services,
  projectId: string,
  wireAccountId: string,
): Promise<AccountProfile> {
  const [id, now] = [rowId(wireAccountId), clock()];
  const { currency, factors } = await findFactors(database, projectId);
  const filter = { projectId, text: null, plan: null, id, sort: 'name', limit: 1, offset: 0 } as const;
  const [row] = await searchAccounts(database, { ...filter, now, factors });
  if (!row) throw new HearthError('not_found', 'There is no such account.');
  const [subscriptions, steps, answers, exits] = await Promise.all([
    findSubscriptions(database, projectId, id, now),
    findSteps(database, projectId, id, { now, factors }),
    findAccountAnswers(database, projectId, id),
    findExits(database, projectId, id),
  ]);
  return {
    ...accountOf(row),
    currency,
    traits: FactsSchema.parse(row.traits),
    subscriptions: subscriptions.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    steps: summed(steps),
    answers: answers.map(({ member_id, member_name, answered_at, ...answer }) => ({
      ...answer,
      member: { id: wireId('member', member_id), name: member_name },
      answeredAt: answered_at.toISOString(),
    })),
    exits: exits.map(({ answered_at, ...exit }) => ({ ...exit, answeredAt: answered_at.toISOString() })),
  };
}

const accountOf = (row: AccountRow): AccountList['accounts'][number] => ({
  id: wireId('account', row.id),
  externalId: row.external_id,
  name: row.name,
  plan: row.plan,
  members: row.members,
  mrr: row.mrr,
  since: row.since?.toISOString() ?? null,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
});

async function findFactors(
  sql: Sql,
  projectId: string,
): Promise<{ currency: string; factors: ReadonlyMap<string, string> }> {
  const terms = await findTerms(sql, projectId);
  return { currency: terms.currency, factors: factorsOf(terms) };
}

/** Steps of several currencies as one line. */
function summed(
  steps: readonly { at: Date; currency: string; mrr: number }[],
): { at: string; mrr: number }[] {
  const now = new Map<string, number>();
  const line = new Map<string, number>();
  for (const { at, currency, mrr } of steps) {
    now.set(currency, mrr);
    line.set(
      at.toISOString(),
      [...now.values()].reduce((sum, part) => sum + part, 0),
    );
  }
  return [...line].map(([at, mrr]) => ({ at, mrr }));
}
