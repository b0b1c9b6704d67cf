import { RoaringArenaAllocator, RoaringBitmap32 } from 'roaring-wasm';

/**
 * A set of members, by their ordinals, as it is stored and folded; numbers are counted with member-set.ts. Its memory lies outside of JavaScript's: one that a function returns is an
 * ordinary value and goes with the object that holds it; whatever is made in numbers is made inside `scratch`.
 */
export type Bitmap = Parameters<RoaringBitmap32['overwrite']>[0];

/** One that its maker may still change. */
export type MutableBitmap = RoaringBitmap32;

export const bitmapOf = (ordinals: Iterable<number> = []): MutableBitmap =>
  new RoaringBitmap32(ordinals instanceof Uint32Array ? ordinals : [...ordinals]);

/** @throws Error if the bytes are no bitmap */
export const readBitmap = (bytes: Uint8Array): MutableBitmap =>
  RoaringBitmap32.deserialize(bytes, 'portable');

/** As a bytea column holds it: the portable format, which every implementation reads. */
export function writeBitmap(bitmap: MutableBitmap): Buffer {
  bitmap.runOptimize();
  const bytes = bitmap.serialize('portable');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A new set of all that are in any of these. */
export const unionOf = (bitmaps: readonly Bitmap[]): MutableBitmap =>
  bitmaps.length > 0 ? RoaringBitmap32.orMany([...bitmaps]) : new RoaringBitmap32();

/** A new set of those that are in both. */
export const intersectionOf = (a: Bitmap, b: Bitmap): MutableBitmap => RoaringBitmap32.and(a, b);

/**
 * Runs `work`, which is synchronous, and then frees every bitmap that it made. Numbers leave it, bitmaps do not.
 */
export const scratch = <T>(work: () => T): T => new RoaringArenaAllocator().with(work);

/** Ordinals as PostgreSQL's int4send writes them, one after another. */
export function readOrdinals(bytes: Buffer): Uint32Array {
  // A copy: the driver's buffer need not begin on a boundary of four, and is not ours to turn round.
  const own = Buffer.from(new ArrayBuffer(bytes.length));
  bytes.copy(own);
  own.swap32();
  return new Uint32Array(own.buffer);
}
