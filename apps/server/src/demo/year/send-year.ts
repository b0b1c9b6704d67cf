import type { Clock } from '../../clock.ts';
import type { Act } from '../act.ts';
import type { BackendCall, FrontDoor } from '../front-door.ts';
import type { Company } from './company.ts';
import type { Member } from './customers.ts';
import type { Year } from './plan-year.ts';
import { followLinks, qualifyFriends } from './send-friends.ts';

/** How much of the work is done when everybody has been introduced. */
const BEFORE_ACTS = 0.06;

/** As many facts a call as its limits of 2,500 items and 500 KB allow with room to spare. */
const A_CALL = 1_200;

/**
 * Tells a year to the server as a host's backend would: who its users are first, then what they did, in order.
 * `onProgress` hears the share that is told, from 0 to 1.
 */
export async function sendYear(
  year: Year,
  door: FrontDoor,
  clock: Clock,
  onProgress: (share: number) => void,
): Promise<void> {
  const people = [
    ...year.members.map(introduce),
    ...year.companies.flatMap((company) => describeAccount(company, year.members)),
  ];
  await sendInOrder(people, door, clock, (share) => onProgress(share * BEFORE_ACTS));
  const joined = await followLinks(year.invitations, door, clock);
  const acts = [...year.acts, ...joined].map(tell);
  await sendInOrder(acts, door, clock, (share) => onProgress(BEFORE_ACTS + share * (1 - BEFORE_ACTS)));
  await qualifyFriends(year.invitations, door, clock);
}

/** By the moment each is of, whatever the order they come in. */
async function sendInOrder(
  facts: readonly BackendCall[],
  door: FrontDoor,
  clock: Clock,
  onProgress: (share: number) => void,
): Promise<void> {
  const calls = parts(facts.toSorted((a, b) => a.timestamp.localeCompare(b.timestamp)));
  try {
    for (const [index, facts] of calls.entries()) {
      // What is told now happened now: so the log reads as if it had been written at the time.
      const last = facts.at(-1)?.timestamp;
      clock.set(last === undefined ? null : new Date(last));
      await door.tell(facts);
      onProgress((index + 1) / calls.length);
    }
  } finally {
    clock.set(null);
  }
}

function introduce({ claims, joinedAt }: Member): BackendCall {
  const { sub: userId, account: _, traits, ...known } = claims;
  const timestamp = joinedAt.toISOString();
  return {
    type: 'identify',
    messageId: `identify-${userId}`,
    userId,
    timestamp,
    traits: { ...traits, ...known, createdAt: timestamp },
  };
}

/** Each member's account, and once more for every change of its plan. */
function describeAccount(company: Company, members: readonly Member[]): BackendCall[] {
  const own = members.filter((member) => member.company === company);
  const [first] = own;
  const [signedUp] = company.contracts;
  if (!first || !signedUp) return [];
  const traits = { name: company.name, ...company.traits, createdAt: signedUp.at.toISOString() };
  const joins = own.map(({ claims, joinedAt }) => ({
    userId: claims.sub,
    at: joinedAt,
    plan: signedUp.plan.name,
  }));
  const changes = company.contracts
    .filter(({ seats }) => seats > 0)
    .map(({ at, plan }) => ({ userId: first.claims.sub, at, plan: plan.name }));
  return [...joins, ...changes].map(({ userId, at, plan }) => ({
    type: 'group',
    messageId: `group-${userId}-${at.getTime()}`,
    userId,
    groupId: company.id,
    timestamp: at.toISOString(),
    traits: { ...traits, plan },
  }));
}

const tell = ({ by, id, kind, payload, page, at }: Act): BackendCall => ({
  type: 'track',
  messageId: id,
  userId: by,
  timestamp: at.toISOString(),
  context: { page: { path: page } },
  ...named(kind, payload),
});

/** A host's own events go by their own name. */
function named(kind: string, payload: object): { event: string; properties: object } {
  if (kind !== 'event.tracked') return { event: kind, properties: payload };
  const { name, properties = {} } = { properties: undefined, name: '', ...payload };
  return { event: name, properties };
}

function parts(facts: readonly BackendCall[]): BackendCall[][] {
  const calls = Math.ceil(facts.length / A_CALL);
  return Array.from({ length: calls }, (_, index) => facts.slice(index * A_CALL, (index + 1) * A_CALL));
}
