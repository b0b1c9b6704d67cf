import type { Transaction } from '../database/database.ts';
import { type AccountRow, keyOfAccount, lockHostAccounts, saveAccounts } from './account-store.ts';
import type { FactItem } from './item.ts';
import { learn } from './learn.ts';
import { lockMembers, type MemberRow, saveMembers } from './member-store.ts';
import type { People, Seen } from './people.ts';

/**
 * Writes what a group of facts says of its members and accounts, fact by fact in their order, and when the members
 * were seen. Accounts come before members, always, so that no two groups wait for each other in a circle.
 */
export async function describe(tx: Transaction, items: readonly FactItem[], people: People): Promise<void> {
  const accounts = await describeAccounts(tx, items);
  const seen = new Map<string, Seen & { projectId: string; id: string; isDescribed: boolean }>();
  const known = items.flatMap((item) => {
    const id = people.findId(item);
    return id === undefined ? [] : [{ item, id }];
  });
  for (const { item, id } of known) see(seen, item, id);
  const rows = await lockMembers(tx, [...seen.values()]);
  for (const [key, row] of rows) {
    const { first, last } = seen.get(key) ?? { first: row.firstSeenAt, last: row.lastSeenAt };
    if (first < row.firstSeenAt) row.firstSeenAt = first;
    if (last > row.lastSeenAt) row.lastSeenAt = last;
  }
  for (const { item, id } of known) {
    const row = rows.get(`${item.projectId}/${id}`);
    if (row) tell(row, item, accounts);
  }
  await saveMembers(tx, [...rows.values()]);
}

async function describeAccounts(
  tx: Transaction,
  items: readonly FactItem[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const groups = items.filter((item) => item.type === 'group');
  const wanted = new Map<string, { projectId: string; externalId: string; at: Date }>();
  for (const { projectId, groupId, moment } of groups) {
    const key = keyOfAccount(projectId, groupId);
    if (!wanted.has(key)) wanted.set(key, { projectId, externalId: groupId, at: moment.at });
  }
  const rows = await lockHostAccounts(tx, [...wanted.values()]);
  const changed = new Set<AccountRow>();
  for (const { projectId, groupId, said, moment } of groups) {
    const row = rows.get(keyOfAccount(projectId, groupId));
    if (!row) throw new Error('An account was made and not found');
    const since = said.createdAt ?? moment.at;
    if (since < row.createdAt) row.createdAt = since;
    learn(row, said, moment.at);
    changed.add(row);
  }
  await saveAccounts(tx, [...changed]);
  return rows;
}

function tell(row: MemberRow, item: FactItem, accounts: ReadonlyMap<string, AccountRow>): void {
  const { at } = item.moment;
  if (item.type === 'identify') {
    learn(row, item.said, at);
    if (item.said.createdAt && item.said.createdAt < row.firstSeenAt) row.firstSeenAt = item.said.createdAt;
  }
  if (item.type === 'group') {
    const account = accounts.get(keyOfAccount(item.projectId, item.groupId));
    if (account) learn(row, { columns: { accountId: account.id }, traits: {} }, at);
  }
}

function see(
  seen: Map<string, Seen & { projectId: string; id: string; isDescribed: boolean }>,
  { type, projectId, moment: { at } }: FactItem,
  id: string,
): void {
  const key = `${projectId}/${id}`;
  const isDescribed = type === 'identify' || type === 'group';
  const known = seen.get(key);
  if (!known) {
    seen.set(key, { projectId, id, first: at, last: at, isDescribed });
    return;
  }
  known.isDescribed ||= isDescribed;
  if (at < known.first) known.first = at;
  if (at > known.last) known.last = at;
}
