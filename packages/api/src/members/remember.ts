import type { MemberClaims } from '@hearth/schema';
import type { Database, Transaction } from '../database/database.ts';
import { findHostAccount, keyOfAccount, lockHostAccounts, saveAccounts } from '../facts/account-store.ts';
import { isNews, learn } from '../facts/learn.ts';
import { findMembers, insertMembers, keyOfName, lockMembers, saveMembers } from '../facts/member-store.ts';
import { forgottenSince } from './forgotten-since.ts';
import { SEEN_EVERY } from './store.ts';

export interface Token {
  projectId: string;
  claims: MemberClaims;
  /** The moment of all that it says. */
  issuedAt: Date;
  now: Date;
}

/**
 * Stores what a token says of a member and of their account by the rule that holds for what a backend says (see
 * `learn`), and returns the member's UUID. Accounts come before members, as they do there.
 */
export function rememberMember(database: Database, token: Token): Promise<string> {
  const { projectId, claims, issuedAt, now } = token;
  const { name, email, avatar: avatarUrl, timeZone, locale, traits = {} } = claims;
  const work = async (tx: Transaction) => {
    const accountId = await rememberAccount(tx, token);
    const id = await meet(tx, token);
    const wanted = { projectId, id, first: now, last: now, isDescribed: true };
    const [row] = (await lockMembers(tx, [wanted])).values();
    if (!row) throw forgottenSince();
    learn(row, { columns: given({ name, email, avatarUrl, timeZone, locale, accountId }), traits }, issuedAt);
    if (now > row.lastSeenAt) row.lastSeenAt = now;
    await saveMembers(tx, [row]);
    return id;
  };
  return database.transaction(work, { isHot: true });
}

async function meet(tx: Transaction, { projectId, claims, now }: Token): Promise<string> {
  const name = { projectId, userId: claims.sub, hash: null };
  const known = (await findMembers(tx, [name])).get(keyOfName(name));
  if (known) return known.id;
  await insertMembers(tx, [{ ...name, first: now, last: now }]);
  const made = (await findMembers(tx, [name])).get(keyOfName(name));
  if (!made) throw new Error('A member was made and not found');
  return made.id;
}

async function rememberAccount(tx: Transaction, token: Token): Promise<string | undefined> {
  const { projectId, claims, issuedAt, now } = token;
  if (!claims.account) return undefined;
  const { id: externalId, name, plan, traits = {} } = claims.account;
  const said = { columns: given({ name, plan }), traits };
  // Many members share an account and say the same of it: they do not queue for its row to say it once more.
  const known = await findHostAccount(tx, { projectId, externalId });
  if (known && !isNews(known, said, { at: issuedAt, coarse: SEEN_EVERY })) return known.id;
  const rows = await lockHostAccounts(tx, [{ projectId, externalId, at: now }]);
  const row = rows.get(keyOfAccount(projectId, externalId));
  if (!row) throw new Error('An account was made and not found');
  learn(row, said, issuedAt);
  await saveAccounts(tx, [row]);
  return row.id;
}

/** Those that are there: what is left out stays as it was known. */
const given = (columns: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
