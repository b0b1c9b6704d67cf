import type { QueuedItem } from './storage.ts';

export const MAX_ITEMS = 1000;
const MAX_AGE = 7 * 24 * 3600_000;
/** Bytes of items in one body: below the 64 KiB that a closing page may still send. */
export const MAX_BYTES = 60_000;

export const isImpression = (item: QueuedItem) => item.kind === 'widget.shown';

/** Bytes that an item adds to a body, its comma included. */
export const sizeOf = (item: unknown) => new Blob([JSON.stringify(item)]).size + 1;

/** The first items that fit into one request; at least one, as none is larger than a request may be. */
export function takeBatch(items: QueuedItem[], limit: number): QueuedItem[] {
  let bytes = 0;
  return items.slice(0, limit).filter((item, index) => {
    bytes += sizeOf(item);
    return !index || bytes <= MAX_BYTES;
  });
}

/**
 * Those to give up, of items in the order of making: what is older than seven days (ages are in milliseconds),
 * and of what is beyond 1,000 impressions first, oldest first.
 */
export function overflow(items: QueuedItem[], ageOf: (item: QueuedItem) => number): QueuedItem[] {
  const isOld = (item: QueuedItem) => ageOf(item) > MAX_AGE;
  const rank = (item: QueuedItem) => (isOld(item) ? 2 : Number(isImpression(item)));
  return [...items]
    .sort((a, b) => rank(b) - rank(a))
    .filter((item, index) => index < items.length - MAX_ITEMS || isOld(item));
}
