import type { Transaction } from '../database/database.ts';
import { type Ban, findBans, replaceBan } from './ban-store.ts';
import type { Refusal } from './decide.ts';
import { lockMembers } from './target-store.ts';

type NewBan = { until: Date | null } | null;

/** Members' bans while one operator changes them: locked, and as they will be. */
export class LockedBans {
  readonly #projectId: string;
  readonly #known: ReadonlySet<string>;
  readonly #now: Map<string, NewBan>;
  readonly #changed = new Map<string, { actionId: string; ban: NewBan }>();

  private constructor(projectId: string, known: ReadonlySet<string>, bans: readonly (Ban | undefined)[]) {
    this.#projectId = projectId;
    this.#known = known;
    this.#now = new Map([...known].map((id, index) => [id, bans[index] ?? null]));
  }

  static async lock(
    tx: Transaction,
    projectId: string,
    memberIds: readonly string[],
    now: Date,
  ): Promise<LockedBans> {
    const known = await lockMembers(tx, projectId, memberIds);
    const bans = await findBans(
      tx,
      [...known].map((memberId) => ({ projectId, memberId, at: now })),
    );
    return new LockedBans(projectId, known, bans);
  }

  knows(memberId: string): boolean {
    return this.#known.has(memberId);
  }

  /** What a ban was before, as the log keeps it; or why there is nothing to change. */
  change(memberId: string, actionId: string, ban: NewBan): { before: string | null } | Refusal {
    const before = this.#now.get(memberId) ?? null;
    if (!before && !ban) return { code: 'already_so', message: 'This member is not banned.' };
    if (before && ban && before.until?.getTime() === ban.until?.getTime())
      return { code: 'already_so', message: 'This member is banned for as long already.' };
    this.#now.set(memberId, ban);
    this.#changed.set(memberId, { actionId, ban });
    return { before: before && (before.until?.toISOString() ?? 'infinity') };
  }

  async save(tx: Transaction, now: Date): Promise<void> {
    for (const [memberId, { actionId, ban }] of this.#changed)
      await replaceBan(tx, { projectId: this.#projectId, memberId, id: actionId, now }, ban);
  }
}

/** The ban that the log says there was; one that has ended since is none. */
export function banBefore(before: string | null, now: Date): NewBan {
  if (before === null) return null;
  if (before === 'infinity') return { until: null };
  const until = new Date(before);
  return until > now ? { until } : null;
}
