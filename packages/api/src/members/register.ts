import { createHash } from 'node:crypto';
import type { MemberClaims } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { rememberMember } from './remember.ts';
import { SEEN_EVERY } from './store.ts';

interface Known {
  memberId: string;
  said: string;
  issuedAt: number;
  /** What older tokens said that were stored since: they came late and filled gaps, once is enough. */
  late: string[];
  until: number;
}

/** How many members' latest claims are remembered: about 200 bytes each. */
const SIZE = 50_000;

/** Late claims that are remembered of one member. */
const MOST_LATE = 4;

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

  /**
   * The UUID of the member whom these verified claims describe; `issuedAt` (seconds) orders them. Since somebody of
   * the project was forgotten, nothing remembered from before counts.
   */
  async remember(
    project: { id: string; forgotten: number },
    claims: MemberClaims,
    issuedAt: number,
  ): Promise<string> {
    const key = `${project.id}/${project.forgotten}/${claims.sub}`;
    const said = createHash('sha256').update(JSON.stringify(claims)).digest('base64');
    const now = this.#now();
    const entry = this.#known.get(key);
    const known = entry && entry.until > now.getTime() ? entry : null;
    const isOlder = known !== null && issuedAt < known.issuedAt;
    if (known && (known.said === said || (isOlder && known.late.includes(said)))) return known.memberId;
    const memberId = await rememberMember(this.#database, {
      projectId: project.id,
      claims,
      // The host's clock may be ahead of ours, by a minute at most.
      issuedAt: new Date(Math.min(issuedAt * 1000, now.getTime())),
      now,
    });
    if (known && isOlder) {
      known.late = [said, ...known.late].slice(0, MOST_LATE);
      return memberId;
    }
    this.#known.delete(key);
    this.#known.set(key, { memberId, said, issuedAt, late: [], until: now.getTime() + SEEN_EVERY });
    const [oldest] = this.#known.keys();
    if (this.#known.size > SIZE && oldest !== undefined) this.#known.delete(oldest);
    return memberId;
  }
}
