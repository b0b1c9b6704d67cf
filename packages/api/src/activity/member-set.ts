import { readBitmap, scratch } from './bitmap.ts';

/**
 * Members by their ordinals, as numbers are counted: one bit a member, in plain memory. Stored and folded as roaring
 * bitmaps (bitmap.ts), but counted so: WebAssembly without vector instructions takes ten times as long to unite them.
 */
export interface MemberSet {
  readonly size: number;
  /** One more than the highest ordinal; 0: nobody. May be a little more. */
  readonly extent: number;
  /** What holding it costs. */
  readonly bytes: number;
  has(ordinal: number): boolean;
  /** Ascending. */
  toUint32Array(): Uint32Array;
  /** Sets everyone's bit; the words reach at least as far as `extent`. */
  markIn(words: Uint32Array): void;
  /** How many of the bits are set. */
  countIn(words: Uint32Array): number;
}

const wordsFor = (extent: number): number => (extent + 31) >>> 5;

/** Bits of a word that are set. */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}

function countMarked(ordinals: Uint32Array, words: Uint32Array): number {
  let count = 0;
  for (const ordinal of ordinals) count += ((words[ordinal >>> 5] ?? 0) >>> (ordinal & 31)) & 1;
  return count;
}

/** Few members among many: their ordinals take less than everyone's bits. */
class ListedSet implements MemberSet {
  readonly #ordinals: Uint32Array;

  /** @param ordinals ascending, each once; not changed any more */
  constructor(ordinals: Uint32Array) {
    this.#ordinals = ordinals;
  }

  get size(): number {
    return this.#ordinals.length;
  }

  get extent(): number {
    return (this.#ordinals.at(-1) ?? -1) + 1;
  }

  get bytes(): number {
    return this.#ordinals.byteLength;
  }

  has(ordinal: number): boolean {
    return this.#ordinals.includes(ordinal);
  }

  toUint32Array(): Uint32Array {
    return this.#ordinals;
  }

  markIn(words: Uint32Array): void {
    for (const ordinal of this.#ordinals) {
      words[ordinal >>> 5] = (words[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
    }
  }

  countIn(words: Uint32Array): number {
    return countMarked(this.#ordinals, words);
  }
}

/** A set that its maker may still change. */
export class MarkedSet implements MemberSet {
  #words: Uint32Array;

  constructor(words: Uint32Array) {
    this.#words = words;
  }

  get size(): number {
    let size = 0;
    for (const word of this.#words) size += bitsOf(word);
    return size;
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  get extent(): number {
    return this.#words.length * 32;
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  has(ordinal: number): boolean {
    return (((this.#words[ordinal >>> 5] ?? 0) >>> (ordinal & 31)) & 1) === 1;
  }

  toUint32Array(): Uint32Array {
    const ordinals = new Uint32Array(this.size);
    let place = 0;
    for (const [index, word] of this.#words.entries()) {
      // The lowest bit that is set, and the next one, until none is left.
      for (let left = word; left !== 0; left &= left - 1) {
        ordinals[place] = index * 32 + (31 - Math.clz32(left & -left));
        place += 1;
      }
    }
    return ordinals;
  }

  markIn(words: Uint32Array): void {
    const own = this.#words;
    for (let index = 0; index < own.length; index += 1) {
      words[index] = (words[index] ?? 0) | (own[index] ?? 0);
    }
  }

  countIn(words: Uint32Array): number {
    const own = this.#words;
    const length = Math.min(own.length, words.length);
    let count = 0;
    for (let index = 0; index < length; index += 1) {
      count += bitsOf((own[index] ?? 0) & (words[index] ?? 0));
    }
    return count;
  }

  /** How many of another set's members are in this one. */
  sizeOf(other: MemberSet): number {
    return other.countIn(this.#words);
  }

  /** How many of these ordinals are in it; one that is there twice counts twice. */
  countOf(ordinals: Uint32Array): number {
    return countMarked(ordinals, this.#words);
  }

  clone(): MarkedSet {
    return new MarkedSet(this.#words.slice());
  }

  /** Adds another set's members. */
  add(other: MemberSet): void {
    if (other.extent > this.extent) {
      const wider = new Uint32Array(wordsFor(other.extent));
      wider.set(this.#words);
      this.#words = wider;
    }
    other.markIn(this.#words);
  }

  /** Removes who is not in the other set. */
  keep(other: MarkedSet): void {
    const [own, others] = [this.#words, other.#words];
    for (let index = 0; index < own.length; index += 1) {
      own[index] = (own[index] ?? 0) & (index < others.length ? (others[index] ?? 0) : 0);
    }
  }

  /** Removes who is in the other set. */
  remove(other: MarkedSet): void {
    const [own, others] = [this.#words, other.#words];
    const length = Math.min(own.length, others.length);
    for (let index = 0; index < length; index += 1) own[index] = (own[index] ?? 0) & ~(others[index] ?? 0);
  }
}

/** @param ordinals in any order */
export function membersOf(ordinals: Iterable<number> = []): MarkedSet {
  const list = ordinals instanceof Uint32Array ? ordinals : Uint32Array.from(ordinals);
  let highest = -1;
  for (const ordinal of list) if (ordinal > highest) highest = ordinal;
  const words = new Uint32Array(wordsFor(highest + 1));
  new ListedSet(list).markIn(words);
  return new MarkedSet(words);
}

/**
 * A stored bitmap as a set to be lent.
 *
 * @throws Error if the bytes are no bitmap
 */
export function readMembers(bytes: Uint8Array): MemberSet {
  const ordinals = scratch(() => readBitmap(bytes).toUint32Array());
  const listed = new ListedSet(ordinals);
  return ordinals.length < wordsFor(listed.extent) ? listed : membersOf(ordinals);
}

/** A new set of all who are in any of these. */
export function unionOf(sets: readonly MemberSet[]): MarkedSet {
  let extent = 0;
  for (const set of sets) extent = Math.max(extent, set.extent);
  const words = new Uint32Array(wordsFor(extent));
  for (const set of sets) set.markIn(words);
  return new MarkedSet(words);
}

/** A new set of those who are in both. */
export function intersectionOf(one: MemberSet, other: MarkedSet): MarkedSet {
  const both = unionOf([one]);
  both.keep(other);
  return both;
}

/** How many of a set are in the segment; null: everyone is. */
export const sizeWithin = (set: MemberSet, members: MarkedSet | null): number =>
  members === null ? set.size : members.sizeOf(set);
