import { isDeepStrictEqual } from 'node:util';
import type { Said } from './said.ts';

/** What is known of somebody, as far as what is said can change it. */
export interface Known {
  columns: Record<string, string | null>;
  traits: Record<string, unknown>;
  /** When the latest fact was said. */
  describedAt: Date | null;
  /** When that was said which the latest fact did not say: milliseconds by key. */
  saidEarlier: Record<string, number>;
}

/** A trait may be called like a column, but no trait's name holds an @. */
const keyOfColumn = (name: string): string => `@${name}`;

/**
 * Adds what was said to what is known, each thing for itself: the newer word counts. What is older and arrives late
 * fills gaps and undoes nothing; of two words of the same moment the one that came later counts. A trait said to be
 * null stays known as null, so that nothing older brings it back.
 */
export function learn(known: Known, said: Pick<Said, 'columns' | 'traits'>, at: Date): void {
  const time = at.getTime();
  const times = timesOf(known);
  const isNew = (key: string): boolean => {
    if ((times.get(key) ?? 0) > time) return false;
    times.set(key, time);
    return true;
  };
  for (const [name, value] of Object.entries(said.columns)) {
    if (isNew(keyOfColumn(name))) known.columns[name] = value;
  }
  const fresh = Object.entries(said.traits).filter(([name]) => isNew(name));
  known.traits = { ...known.traits, ...Object.fromEntries(fresh) };
  if (known.describedAt === null || at > known.describedAt) known.describedAt = at;
  const latest = known.describedAt.getTime();
  // Most say the same things each time: then nothing is earlier, and nothing is kept.
  known.saidEarlier = Object.fromEntries([...times].filter(([, moment]) => moment !== latest));
}

/**
 * Whether these words say anything that is not known, or confirm what was last said more than `coarse` milliseconds
 * before.
 */
export function isNews(
  known: Known,
  said: Pick<Said, 'columns' | 'traits'>,
  { at, coarse }: { at: Date; coarse: number },
): boolean {
  const after = { ...known, columns: { ...known.columns } };
  learn(after, said, at);
  if (!isDeepStrictEqual([after.columns, after.traits], [known.columns, known.traits])) return true;
  const before = timesOf(known);
  return [...timesOf(after)].some(([key, time]) => time - (before.get(key) ?? 0) > coarse);
}

/** When each known thing was said; nothing is known from before 1970. */
function timesOf({ columns, traits, describedAt, saidEarlier }: Known): Map<string, number> {
  const latest = describedAt?.getTime() ?? 0;
  const named = Object.entries(columns).flatMap(([name, value]) =>
    value === null ? [] : [keyOfColumn(name)],
  );
  // A trait may be called like anything that every object has.
  const earlier = new Map(Object.entries(saidEarlier));
  return new Map([...named, ...Object.keys(traits)].map((key) => [key, earlier.get(key) ?? latest]));
}
