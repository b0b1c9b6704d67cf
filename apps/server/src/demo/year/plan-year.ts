import { type Act, Acts } from '../act.ts';
import { Random } from '../random.ts';
import { Interviewer, type SurveyIds } from './answering.ts';
import { Community, tickOff, treat } from './belonging.ts';
import type { Company } from './company.ts';
import { findCustomers, type Member } from './customers.ts';
import { type Invitation, inviteFriends } from './friends.ts';
import { type Stay, visitsOf, work } from './visits.ts';

const DAY = 24 * 3_600_000;
/** Those who can be tried by hand keep their lists and prompts for whoever tries. */
const TRIED: ReadonlySet<string> = new Set(['ada', 'ben', 'chioma']);

/** A year of Fieldnote's customers: who they were and what they did. The same each time, but for the day it ends on. */
export interface Year {
  from: Date;
  companies: readonly Company[];
  members: readonly Member[];
  acts: readonly Act[];
  invitations: readonly Invitation[];
}

export interface YearIds {
  surveys: SurveyIds;
  checklistId: string;
  /** Steps that are ticked by hand, in order. */
  itemIds: readonly string[];
  /** What points buy, the cheapest first. */
  rewardIds: readonly string[];
}

export function planYear(end: Date, ids: YearIds): Year {
  const random = new Random(20_260);
  const from = new Date(end.getTime() - 365 * DAY);
  const { companies, members } = findCustomers(end, random);
  const acts = new Acts(random);
  const asking = new Interviewer(acts, ids.surveys, random);
  const community = new Community(acts, random);
  for (const visit of inOrder(members, from, end, random)) {
    const { member } = visit;
    work(acts, visit, random);
    if (!TRIED.has(member.claims.sub)) {
      if (member.joinedAt > from) tickOff(acts, visit, ids, random);
      if (!member.isNamed) asking.recommend(visit);
      asking.afterwards(visit);
    }
    community.visit(visit);
    treat(acts, visit, ids.rewardIds, random);
  }
  for (const company of companies) {
    asking.leave(
      company,
      members.filter((member) => member.company === company),
      from,
    );
  }
  community.offend(members, end);
  const invitations = inviteFriends(members, from, end, random);
  return {
    from,
    companies,
    members,
    invitations,
    acts: acts.list.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

/** Everyone's visits, day by day. The last week of those written by hand is told elsewhere. */
function inOrder(members: readonly Member[], from: Date, end: Date, random: Random): Stay[] {
  const all = members.flatMap((member) => {
    const until = member.isNamed ? new Date(end.getTime() - 7 * DAY) : end;
    return [...visitsOf(member, from, until, random)].map((visit) => ({ visit, at: visit.next().getTime() }));
  });
  return all.sort((a, b) => a.at - b.at).map(({ visit }) => visit);
}
