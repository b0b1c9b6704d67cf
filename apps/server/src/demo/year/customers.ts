import type { MemberClaims } from '@hearth/schema';
import { countries, familyNames, firstWords, givenNames, roles, trades } from '../content/companies.ts';
import { type Person, people } from '../content/people.ts';
import { newcomers } from '../content/referrals.ts';
import type { Random } from '../random.ts';
import { type Company, contractAt, liveContracts } from './company.ts';
import { type Plan, planAt, plans } from './plans.ts';

const DAY = 24 * 3_600_000;
const ACCOUNTS = 140;
/** Of all customers, this share was there when the year began; the first of them two years before. */
const OLD = 0.52;

/** Somebody who uses Fieldnote. */
export interface Member {
  claims: MemberClaims;
  company: Company;
  /** Which of the company's seats they sit on: those above what is paid for stay away. */
  seat: number;
  joinedAt: Date;
  satisfaction: number;
  /** It became a habit; for others it did not. */
  stays: boolean;
  /** Written by hand: their last week is told elsewhere. */
  isNamed: boolean;
}

/** Everyone who was a customer during the year, and their people. */
export function findCustomers(end: Date, random: Random): { companies: Company[]; members: Member[] } {
  const named = groupByAccount(people.filter(({ id }) => !newcomers.has(id)));
  const companies: Company[] = [];
  const members: Member[] = [];
  for (const [id, own] of named) {
    const account = own[0]?.claims.account;
    const plan = plans.find(({ name }) => name === account?.plan) ?? plans[1];
    const company = foundNamed(id, account?.name ?? id, plan, end, random);
    companies.push(company);
    members.push(...own.map((person, seat) => memberOf(person.claims, company, seat, end, random, true)));
  }
  const names = new Names(random);
  for (let index = named.size; index < ACCOUNTS; index += 1) {
    const company = found(names, index, end, random);
    companies.push(company);
    const most = Math.max(...company.contracts.map(({ seats }) => seats));
    // Not every seat that is paid for is taken.
    const taken = Math.max(1, Math.round(most * random.between(0.55, 0.9)));
    for (let seat = 0; seat < taken; seat += 1) {
      members.push(memberOf(names.person(company), company, seat, end, random, false));
    }
  }
  return { companies, members };
}

function groupByAccount(all: readonly Person[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of all) {
    const id = person.claims.account?.id ?? '';
    groups.set(id, [...(groups.get(id) ?? []), person]);
  }
  return groups;
}

/** Those whose people are written by hand have stayed: their people are there this week. */
function foundNamed(id: string, name: string, plan: Plan, end: Date, random: Random): Company {
  const at = new Date(end.getTime() - random.between(380, 700) * DAY);
  const grown = new Date(end.getTime() - random.between(90, 250) * DAY);
  const [fewest] = plan.seats;
  const contract = { plan, seats: Math.max(5, fewest), yearly: random.chance(plan.yearly) };
  return {
    id,
    name,
    traits: { industry: 'research', country: random.pick(countries) },
    satisfaction: random.between(0.7, 0.9),
    contracts: [
      { ...contract, at },
      { ...contract, at: grown, seats: contract.seats + 2 },
    ],
    departures: [],
  };
}

function found(names: Names, index: number, end: Date, random: Random): Company {
  const isOld = index / ACCOUNTS < OLD;
  const at = new Date(end.getTime() - (isOld ? random.between(366, 730) : random.between(6, 364)) * DAY);
  const plan = planAt(random.next());
  const [fewest, most] = plan.seats;
  const seats = Math.round(random.between(fewest, most));
  const satisfaction = Math.min(0.95, Math.max(0.15, 0.68 + 0.17 * random.bell()));
  const first = { at, plan, seats, yearly: random.chance(plan.yearly) };
  return { ...names.company(), satisfaction, ...liveContracts(first, satisfaction, end, random) };
}

function memberOf(
  claims: MemberClaims,
  company: Company,
  seat: number,
  end: Date,
  random: Random,
  isNamed: boolean,
): Member {
  const opened = company.contracts.find(({ seats }) => seats > seat)?.at ?? company.contracts[0]?.at ?? end;
  // The first come at once, the others over some weeks; nobody joins in the last moments.
  const joined = opened.getTime() + random.between(0, 4 + 9 * Math.min(seat, 10)) * DAY;
  return {
    claims,
    company,
    seat,
    joinedAt: new Date(Math.min(joined, end.getTime() - 2 * DAY)),
    satisfaction: Math.min(1, Math.max(0, company.satisfaction + 0.12 * random.bell())),
    stays: isNamed || random.chance(0.74),
    isNamed,
  };
}

/** Whether somebody has a paid seat at a moment. */
export const hasSeat = ({ company, seat }: Member, at: Date): boolean =>
  (contractAt(company, at)?.seats ?? 0) > seat;

/** Gives names, none twice. */
class Names {
  readonly #random: Random;
  readonly #used = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  company(): Pick<Company, 'id' | 'name' | 'traits'> {
    const [trade, industry] = this.#random.pick(trades);
    const name = `${this.#random.pick(firstWords)} ${trade}`;
    const id = slug(name);
    if (this.#used.has(id)) return this.company();
    this.#used.add(id);
    return { id, name, traits: { industry, country: this.#random.pick(countries) } };
  }

  person(company: Company): MemberClaims {
    const name = `${this.#random.pick(givenNames)} ${this.#random.pick(familyNames)}`;
    const sub = slug(name);
    if (this.#used.has(sub)) return this.person(company);
    this.#used.add(sub);
    return {
      sub,
      name,
      email: `${sub}@${company.id}.example`,
      traits: { role: this.#random.pick(roles), country: company.traits.country },
      account: { id: company.id, name: company.name },
    };
  }
}

const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
