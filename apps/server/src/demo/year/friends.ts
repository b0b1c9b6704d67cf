import type { Random } from '../random.ts';
import { hasSeat, type Member } from './customers.ts';

const DAY = 24 * 3_600_000;

/** Somebody's link, passed on and followed. */
export interface Invitation {
  by: Member;
  sharedAt: Date;
  /** When visitors opened it, each once. */
  clicks: readonly Date[];
  /** Of those, who signed up, within thirty days. */
  joins: readonly { member: Member; at: Date; qualified: boolean }[];
}

/** How many people pass their link on in the year. */
const SHARERS = 34;

/** Who invited whom: the happy share, and some of those who joined later came by a link. */
export function inviteFriends(
  members: readonly Member[],
  from: Date,
  end: Date,
  random: Random,
): Invitation[] {
  const newcomers = members
    .filter(({ isNamed, joinedAt, seat }) => !isNamed && joinedAt > from && seat > 0)
    .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime());
  const taken = new Set<Member>();
  const sharers = members
    .filter(
      ({ isNamed, joinedAt, satisfaction }) =>
        !isNamed && satisfaction > 0.72 && joinedAt < new Date(end.getTime() - 40 * DAY),
    )
    .filter(() => random.chance(0.4))
    .slice(0, SHARERS);
  return sharers.flatMap((by): Invitation[] => {
    const earliest = Math.max(by.joinedAt.getTime() + 10 * DAY, from.getTime());
    const sharedAt = new Date(random.between(earliest, end.getTime() - 5 * DAY));
    if (!hasSeat(by, sharedAt)) return [];
    const until = Math.min(sharedAt.getTime() + 30 * DAY, end.getTime() - DAY);
    const friends = newcomers
      .filter(
        (member) => !taken.has(member) && member.joinedAt > sharedAt && member.joinedAt.getTime() < until,
      )
      .filter(() => random.chance(0.08))
      .slice(0, 3);
    for (const friend of friends) taken.add(friend);
    const joins = friends.map((member) => ({
      member,
      at: new Date(member.joinedAt.getTime() + random.between(1, 10) * 60_000),
      qualified: random.chance(0.6),
    }));
    const others = Array.from(
      { length: Math.floor(random.between(0, 4)) },
      () => new Date(random.between(sharedAt.getTime(), until)),
    );
    const clicks = [...joins.map(({ at }) => new Date(at.getTime() - 3 * 60_000)), ...others];
    return [{ by, sharedAt, clicks, joins }];
  });
}
