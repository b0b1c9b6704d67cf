import type { Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { accepted, rejected } from '../interactions/handler.ts';
import type { Verdict } from '../interactions/item.ts';
import { mergeWithin } from '../members/merge-store.ts';
import { anonymousHash } from './fact-id.ts';
import type { FactItem } from './item.ts';
import { type Found, findMembers, insertMembers, keyOfName, type Name } from './member-store.ts';

/** When somebody was seen in a group of facts, first and last. */
export interface Seen {
  first: Date;
  last: Date;
}

type Link = { item: FactItem; anonymous: Name; userId: string };

const user = (projectId: string, userId: string): Name => ({ projectId, userId, hash: null });
const anonymous = (projectId: string, anonymousId: string): Name => ({
  projectId,
  userId: null,
  hash: anonymousHash(anonymousId),
});

/** Whom a fact is about: the user if there is one, else the anonymous one. */
const nameOf = ({ projectId, userId, anonymousId }: FactItem): Name =>
  userId === null ? anonymous(projectId, anonymousId ?? '') : user(projectId, userId);

/** The anonymous one that turns out to be the fact's user: an alias says so, and an identify with both ids. */
function linkOf(item: FactItem): Link | null {
  if (item.userId === null) return null;
  const id = item.type === 'alias' ? item.previousId : item.type === 'identify' ? item.anonymousId : null;
  return id === null ? null : { item, anonymous: anonymous(item.projectId, id), userId: item.userId };
}

/** Everybody whom a fact may name, whether or not they are there. */
function namesOf(item: FactItem): Name[] {
  const link = linkOf(item);
  const previous = item.type === 'alias' ? [user(item.projectId, item.previousId)] : [];
  return [nameOf(item), ...(link ? [link.anonymous] : []), ...previous];
}

/**
 * Whom each of a group's facts is about. Members that are new are made; what follows an alias in the group is already
 * the user's.
 */
export class People {
  readonly #found: Map<string, Found>;
  /** Anonymous ones that become somebody in this very group. */
  readonly #becoming = new Map<string, Link>();
  readonly #verdicts: Map<FactItem, Verdict>;
  readonly #ids = new Map<FactItem, string>();

  private constructor(found: Map<string, Found>, refused: ReadonlyMap<FactItem, Verdict>) {
    this.#found = found;
    this.#verdicts = new Map(refused);
  }

  static async meet(tx: Transaction, items: readonly FactItem[]): Promise<People> {
    const asked = new Map<string, Name>();
    for (const item of items) for (const name of namesOf(item)) asked.set(keyOfName(name), name);
    const found = await findMembers(tx, [...asked.values()]);
    const needed = new Map<string, Name & Seen>();
    const refused = refuse(items, found);
    for (const item of items) {
      if (refused.has(item)) continue;
      need(needed, nameOf(item), item);
      if (item.type === 'alias') need(needed, anonymous(item.projectId, item.previousId), item);
    }
    const missing = [...needed].flatMap(([key, name]) => (found.has(key) ? [] : [name]));
    await insertMembers(tx, missing);
    for (const [key, member] of await findMembers(tx, missing)) found.set(key, member);
    const people = new People(found, refused);
    for (const item of items) if (!refused.has(item)) people.#follow(item);
    return people;
  }

  /** UUID of the member that a fact is about; undefined of a fact that was refused, which is about nobody. */
  findId(item: FactItem): string | undefined {
    return this.#ids.get(item);
  }

  /** UUID of the member that a fact is about, which is no alias. */
  idOf(item: FactItem): string {
    const id = this.findId(item);
    if (id === undefined) throw new Error('A fact is about nobody that was met');
    return id;
  }

  /** Makes anonymous ones part of the users that they turned out to be; answers the aliases. */
  async link(tx: Transaction): Promise<ReadonlyMap<FactItem, Verdict>> {
    for (const { item, anonymous: name } of this.#becoming.values()) {
      const merge = { projectId: item.projectId, anonymousHash: name.hash ?? Buffer.alloc(0) };
      try {
        await mergeWithin(tx, { ...merge, memberId: this.idOf(item) });
      } catch (error) {
        // Somebody else's by now. It is refused before anything is written.
        if (!(error instanceof HearthError)) throw error;
        this.#verdicts.set(item, rejected('not_allowed', TAKEN));
      }
    }
    return this.#verdicts;
  }

  #follow(item: FactItem): void {
    this.#ids.set(item, this.#memberOf(nameOf(item)));
    const link = linkOf(item);
    if (!link) return;
    const verdict = this.#join(link);
    if (item.type === 'alias') this.#verdicts.set(item, verdict);
  }

  #join(link: Link): Verdict {
    const { item } = link;
    const key = keyOfName(link.anonymous);
    const one = this.#found.get(key);
    if (!one) return accepted([]);
    const into = this.#becoming.get(key)?.userId;
    const member = into === undefined ? one.mergedIntoId : this.#memberOf(user(item.projectId, into));
    if (member === null) this.#becoming.set(key, link);
    else if (member !== this.idOf(item)) return rejected('not_allowed', TAKEN);
    return accepted([]);
  }

  #memberOf(name: Name): string {
    const key = keyOfName(name);
    const becoming = this.#becoming.get(key);
    if (becoming) return this.#memberOf(user(name.projectId, becoming.userId));
    const found = this.#found.get(key);
    if (!found) throw new Error('A member was made and not found');
    return found.mergedIntoId ?? found.id;
  }
}

/** Aliases that are wrong whatever else the group says: they leave nothing behind, nobody new either. */
function refuse(items: readonly FactItem[], found: ReadonlyMap<string, Found>): Map<FactItem, Verdict> {
  const named = new Set(items.map((item) => keyOfName(nameOf(item))));
  const refused = new Map<FactItem, Verdict>();
  for (const item of items) {
    if (item.type !== 'alias') continue;
    const previous = keyOfName(user(item.projectId, item.previousId));
    const one = found.get(keyOfName(anonymous(item.projectId, item.previousId)));
    const owner = one?.mergedIntoId ?? null;
    const own = found.get(keyOfName(nameOf(item)));
    if (found.has(previous) || named.has(previous)) refused.set(item, rejected('not_allowed', USER));
    else if (owner !== null && (own?.mergedIntoId ?? own?.id) !== owner)
      refused.set(item, rejected('not_allowed', TAKEN));
  }
  return refused;
}

const USER = '"previousId" is a user of its own: only an anonymousId can become one.';
const TAKEN = 'This anonymousId belongs to another user already. It stays theirs.';

function need(needed: Map<string, Name & Seen>, name: Name, { moment: { at } }: FactItem): void {
  const key = keyOfName(name);
  const known = needed.get(key);
  if (!known) needed.set(key, { ...name, first: at, last: at });
  else if (at < known.first) known.first = at;
  else if (at > known.last) known.last = at;
}
