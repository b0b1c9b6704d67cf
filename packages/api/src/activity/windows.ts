import { type MarkedSet, type MemberSet, membersOf, sizeWithin, unionOf } from './member-set.ts';

/** The set of the day so many days after the first; undefined: nobody. */
export type DaySet = (place: number) => MemberSet | undefined;

interface Block {
  /** Union of the block's days from its first up to each, and from each to its last. */
  prefixes: MarkedSet[];
  suffixes: MarkedSet[];
}

/**
 * How many members of each window of `width` days were in any of its sets; running unions where windows overlap much.
 *
 * @param ends the place after each window's last day, ascending; the first window begins at place 0 or later
 * @param members counted alone; null: everyone
 */
export function windowSizes(
  set: DaySet,
  ends: readonly number[],
  width: number,
  members: MarkedSet | null,
): number[] {
  const span = (ends.at(-1) ?? 0) - (ends[0] ?? 0) + width;
  return ends.length * width > 2 * span
    ? runningSizes(set, ends, width, members)
    : ends.map((end) => oneSize(set, end, width, members));
}

function oneSize(set: DaySet, end: number, width: number, members: MarkedSet | null): number {
  const sets = Array.from({ length: width }, (_, index) => set(end - 1 - index)).filter(
    (day) => day !== undefined,
  );
  const [only, another] = sets;
  if (!only) return 0;
  return sizeWithin(another ? unionOf(sets) : only, members);
}

/**
 * Days are cut into blocks as long as a window: every window is the end of one block and the beginning of the next, so
 * that a series costs three unions a day however wide its windows are (van Herk's method).
 */
function runningSizes(
  set: DaySet,
  ends: readonly number[],
  width: number,
  members: MarkedSet | null,
): number[] {
  const blocks = new Map<number, Block>();
  const blockOf = (index: number): Block => {
    const known = blocks.get(index);
    if (known) return known;
    const block = makeBlock(set, index * width, width);
    blocks.set(index, block);
    return block;
  };
  return ends.map((end) => {
    const first = Math.floor((end - width) / width);
    for (const index of blocks.keys()) if (index < first) blocks.delete(index);
    const offset = end - width - first * width;
    const suffix = blockOf(first).suffixes[offset];
    const prefix = offset === 0 ? undefined : blockOf(first + 1).prefixes[offset - 1];
    if (!suffix) return 0;
    return sizeWithin(prefix ? unionOf([suffix, prefix]) : suffix, members);
  });
}

function makeBlock(set: DaySet, start: number, width: number): Block {
  const running = (places: readonly number[]): MarkedSet[] => {
    let sum = membersOf();
    return places.map((place) => {
      const day = set(place);
      sum = day ? unionOf([sum, day]) : sum;
      return sum;
    });
  };
  const places = Array.from({ length: width }, (_, index) => start + index);
  return { prefixes: running(places), suffixes: running(places.toReversed()).toReversed() };
}
