import type { Transaction } from '../database/database.ts';
import { newId } from '../ids.ts';
import { lockRows, openMissingAccounts, writeMovements } from './ledger-store.ts';

/** Whose points move. */
export interface Holder {
  projectId: string;
  memberId: string;
}

/** Where points come from and go to: negative by what was issued, positive by what was spent. */
type SystemAccount = 'issuance' | 'redemption';

export interface Account {
  projectId: string;
  id: string;
  kind: 'member' | SystemAccount;
  memberId: string | null;
  /** When it was locked. */
  balance: number;
}

/** Accounts that this transaction holds: nobody else moves their points until it is over. */
export interface Accounts {
  member(holder: Holder): Account;
  system(projectId: string, kind: SystemAccount): Account;
}

/** Points that move from one account to another, for a reason that can be told once. */
export interface Movement {
  projectId: string;
  from: Account;
  to: Account;
  /** Above zero. */
  amount: number;
  reason: string;
  /** With `reason` and `part` it makes a replay harmless: usually the interaction. */
  sourceId: string;
  part: string;
  at: Date;
}

const keyOf = (projectId: string, owner: string) => `${projectId}/${owner}`;

/**
 * Locks the accounts of these members and of their projects, after opening those that are missing. Whoever opens
 * one holds no lock yet, and all lock at once and in key order: so no two can hold what the other one waits for.
 */
export async function lockAccounts(tx: Transaction, holders: readonly Holder[]): Promise<Accounts> {
  const wanted = new Map<string, Omit<Account, 'id' | 'balance'>>();
  for (const { projectId, memberId } of holders) {
    wanted.set(keyOf(projectId, memberId), { projectId, kind: 'member', memberId });
    for (const kind of ['issuance', 'redemption'] as const) {
      wanted.set(keyOf(projectId, kind), { projectId, kind, memberId: null });
    }
  }
  const all = [...wanted.values()];
  const [, rows] = await Promise.all([
    openMissingAccounts(
      tx,
      all.map((account) => ({ ...account, id: newId() })),
    ),
    lockRows(tx, all),
  ]);
  const locked = new Map<string, Account>();
  for (const account of rows) {
    locked.set(keyOf(account.projectId, account.memberId ?? account.kind), account);
  }
  const find = (key: string): Account => {
    const account = locked.get(key);
    if (!account) throw new Error(`No ledger account ${key}: lock it before moving points`);
    return account;
  };
  return {
    member: ({ projectId, memberId }) => find(keyOf(projectId, memberId)),
    system: (projectId, kind) => find(keyOf(projectId, kind)),
  };
}

/**
 * Writes movements between locked accounts: two entries each, which sum to zero, and both balances. One whose source,
 * reason and part are already in the books is left out. Answers which were written.
 */
export async function move(tx: Transaction, movements: readonly Movement[]): Promise<boolean[]> {
  if (movements.length === 0) return [];
  const rows = movements.map((movement) => ({ ...movement, id: newId() }));
  const written = await writeMovements(tx, rows);
  return rows.map(({ id }) => written.has(id));
}
