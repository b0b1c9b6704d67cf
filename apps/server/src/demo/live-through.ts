import type { Clock } from '../clock.ts';
import { type Act, Acts } from './act.ts';
import { type Person, people } from './content/people.ts';
import { referrals } from './content/referrals.ts';
import type { FrontDoor } from './front-door.ts';
import { Random } from './random.ts';
import { WEEK } from './week.ts';

const HOUR = 3_600_000;
/** What one person does within this time is sent together, as the client's queue would. */
const TOGETHER = 10 * 60_000;

const byId = new Map(people.map((person) => [person.id, person]));

function personOf(id: string): Person {
  const person = byId.get(id);
  if (!person) throw new Error(`Nobody in the demo is called ${id}`);
  return person;
}

/** Sends a week of acts through the front door, with the backend's clock at each one's moment. */
export async function liveThrough(
  acts: readonly Act[],
  door: FrontDoor,
  clock: Clock,
  end: Date,
): Promise<void> {
  try {
    const codes = await shareLinks(door, clock, end);
    const arrivals = referrals.map((referral) => ({
      ...referral,
      at: end.getTime() - referral.hoursAgo * HOUR,
    }));
    for (const group of together(acts)) {
      const [first] = group;
      const last = group.at(-1);
      if (!first || !last) continue;
      for (const due of arrivals.splice(0, arrivals.filter(({ at }) => at < last.at.getTime()).length)) {
        clock.set(new Date(due.at));
        await arrive(door, codes.get(due.by) ?? '', due);
      }
      clock.set(last.at);
      await door.record(personOf(first.by), group);
    }
  } finally {
    clock.set(null);
  }
}

async function shareLinks(door: FrontDoor, clock: Clock, end: Date): Promise<Map<string, string>> {
  clock.set(new Date(end.getTime() - WEEK));
  const codes = new Map<string, string>();
  for (const by of new Set(referrals.map((referral) => referral.by))) {
    codes.set(by, await door.referralCode(personOf(by)));
  }
  return codes;
}

async function arrive(
  door: FrontDoor,
  code: string,
  referral: (typeof referrals)[number] & { at: number },
): Promise<void> {
  // One of them looked twice, on another device, before joining.
  for (const browser of ['laptop', 'phone']) await door.followLink(code, `${referral.joins}'s ${browser}`);
  const joined = new Acts(new Random(referral.at));
  joined.add(referral.joins, new Date(referral.at), 'referral.joined', { code });
  await door.record(personOf(referral.joins), joined.list);
  if (referral.qualified) await door.qualify(personOf(referral.joins));
}

/** Acts of one person that follow each other closely, in order. */
function together(acts: readonly Act[]): Act[][] {
  const groups: Act[][] = [];
  for (const act of acts) {
    const group = groups.at(-1);
    const first = group?.[0];
    const fits = first && first.by === act.by && act.at.getTime() - first.at.getTime() < TOGETHER;
    if (group && fits) group.push(act);
    else groups.push([act]);
  }
  return groups;
}
