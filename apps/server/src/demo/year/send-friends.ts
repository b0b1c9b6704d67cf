import type { Clock } from '../../clock.ts';
import { type Act, Acts } from '../act.ts';
import type { FrontDoor } from '../front-door.ts';
import { Random } from '../random.ts';
import type { Invitation } from './friends.ts';

/** Opens everyone's link at its moment, as browsers do, and returns what the year's own acts still lack: who joined by them. */
export async function followLinks(
  invitations: readonly Invitation[],
  door: FrontDoor,
  clock: Clock,
): Promise<Act[]> {
  const acts = new Acts(new Random(34));
  try {
    for (const { by, sharedAt, clicks, joins } of invitations) {
      clock.set(sharedAt);
      const code = await door.referralCode(by);
      acts.add(by.claims.sub, sharedAt, 'referral.shared', { channel: 'copy' }, '/invite');
      for (const [index, at] of clicks.entries()) {
        clock.set(at);
        await door.followLink(code, `${by.claims.sub}'s friend ${index}`);
      }
      for (const { member, at } of joins) acts.add(member.claims.sub, at, 'referral.joined', { code }, '/');
    }
  } finally {
    clock.set(null);
  }
  return acts.list;
}

/** The host's backend confirms who became a customer, some days after they joined. */
export async function qualifyFriends(
  invitations: readonly Invitation[],
  door: FrontDoor,
  clock: Clock,
): Promise<void> {
  try {
    for (const { member, at, qualified } of invitations.flatMap(({ joins }) => joins)) {
      if (!qualified) continue;
      clock.set(new Date(at.getTime() + 3 * 24 * 3_600_000));
      await door.qualify(member);
    }
  } finally {
    clock.set(null);
  }
}
