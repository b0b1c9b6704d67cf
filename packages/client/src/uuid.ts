let lastTime = 0;
let count = 0;

const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');

/**
 * A new id on the wire: the prefix and a UUIDv7 in 32 hexadecimal digits. Each is greater than the one before,
 * also within a millisecond and when the clock is set back, so that sorting by id keeps the order of making.
 */
export function createId(prefix: string): string {
  const now = Date.now();
  count++;
  if (now > lastTime || count > 0xfff) {
    lastTime = Math.max(now, lastTime + 1);
    count = 0;
  }
  // Not crypto.randomUUID, which exists on https alone: a host's staging site may well be on http.
  const [variant = 0, ...rest] = crypto.getRandomValues(new Uint8Array(8));
  const random = [(variant & 63) | 128, ...rest].map((byte) => hex(byte, 2)).join('');
  return `${prefix}_${hex(lastTime, 12)}7${hex(count, 3)}${random}`;
}
