import type { Acts } from '../act.ts';
import type { Random } from '../random.ts';
import { contractAt } from './company.ts';
import { hasSeat, type Member } from './customers.ts';
import { bustle, moodAt } from './happenings.ts';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

/** One stay of a member in Fieldnote. */
export interface Stay {
  member: Member;
  /** Which of their visits it is, from 0. */
  index: number;
  /** How they feel that day, from 0 to 1. */
  feeling: number;
  /** The next moment of it: some seconds after the one before. */
  next: () => Date;
}

/** Every stay of one member between two moments, in order. */
export function* visitsOf(member: Member, from: Date, end: Date, random: Random): Generator<Stay> {
  const first = Math.max(member.joinedAt.getTime(), from.getTime());
  let index = 0;
  for (let day = first; day < end.getTime(); day += DAY) {
    const at = new Date(day);
    const contract = contractAt(member.company, at);
    if (!contract || !hasSeat(member, at)) continue;
    const feeling = Math.min(1, Math.max(0, member.satisfaction + moodAt(at, end)));
    if (!random.chance(chanceOn(member, contract.plan.visits, feeling, at))) continue;
    let moment = startOfVisit(at, random);
    if (moment >= end.getTime() - HOUR) break;
    // On the day somebody joins or leaves, the morning and the evening differ.
    if (moment < first || !hasSeat(member, new Date(moment))) continue;
    const next = () => {
      moment += random.between(4_000, 90_000);
      return new Date(moment);
    };
    yield { member, index, feeling, next };
    index += 1;
  }
}

/** The happy come more often; everyone comes more in the first weeks, and some habits fade. */
function chanceOn({ joinedAt, seat, stays }: Member, perWeek: number, feeling: number, at: Date): number {
  const weeks = (at.getTime() - joinedAt.getTime()) / (7 * DAY);
  const novelty = 1 + 0.9 * Math.exp(-weeks / 3);
  const habit = feeling > 0.6 ? 1 : Math.exp(-weeks * 0.06 * (0.6 - feeling));
  // Some try it, and then hardly come again.
  const interest = stays ? 1 : 0.06 + Math.exp(-weeks / 2.5);
  // Who had a seat from the beginning needs it most.
  const need = 1.25 - Math.min(seat, 12) * 0.05;
  return Math.min(0.92, (perWeek / 5) * (0.3 + feeling) * novelty * habit * need * interest * bustle(at));
}

/** During working hours, somewhere. */
function startOfVisit(day: Date, random: Random): number {
  const midnight = Math.floor(day.getTime() / DAY) * DAY;
  return midnight + random.between(6, 20) * HOUR;
}

/** What somebody does in Fieldnote itself, which the host's backend tells. */
export function work(acts: Acts, { member, index, next }: Stay, random: Random): void {
  const by = member.claims.sub;
  if (index === 0) acts.add(by, next(), 'event.tracked', { name: 'project_created' }, '/projects');
  acts.add(by, next(), 'event.tracked', { name: random.pick(errands) }, '/notes');
  if (random.chance(0.25)) acts.add(by, next(), 'event.tracked', { name: 'note_shared' }, '/notes');
}

const errands = [
  'note_created',
  'note_created',
  'note_created',
  'note_created',
  'search_used',
  'search_used',
  'quote_tagged',
  'quote_tagged',
  'export_made',
] as const;
