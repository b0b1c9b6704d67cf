import { createHash } from 'node:crypto';
import type { MemberClaims } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { SEEN_EVERY, upsertMember } from './store.ts';

interface Known {
  memberId: string;
  said: string;
  issuedAt: number;
  until: number;
}

/** How many members' latest claims are remembered: about 200 bytes each. */
const SIZE = 50_000;

/**
 * Keeps members as their tokens describe them. A token that says nothing new costs no write; every few minutes
 * one is written anyway, which also notes when the member was last seen.
 */
export class MemberRegister {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #known = new Map<string, Known>();

  constructor(services: { database: Database; now: () => Date }) {
    this.#database = services.database;
    this.#now = services.now;
  }

  /** The id of the member whom these verified claims describe; `issuedAt` (seconds) orders them. */
  async remember(projectId: string, claims: MemberClaims, issuedAt: number): Promise<string> {
    const key = `${projectId}/${claims.sub}`;
    const said = createHash('sha256').update(JSON.stringify(claims)).digest('base64');
    const known = this.#known.get(key);
    const now = this.#now();
    // An older token that arrives late must not undo what a newer one said.
    if (known && known.until > now.getTime() && (known.said === said || known.issuedAt > issuedAt)) {
      return known.memberId;
    }
    const memberId = await upsertMember(this.#database, { projectId, claims, now });
    this.#known.delete(key);
    this.#known.set(key, { memberId, said, issuedAt, until: now.getTime() + SEEN_EVERY });
    const [oldest] = this.#known.keys();
    if (this.#known.size > SIZE && oldest !== undefined) this.#known.delete(oldest);
    return memberId;
  }
}
