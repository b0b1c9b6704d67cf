import type { HostFact } from '@hearth/schema';
import { type Rejection, rejected } from '../interactions/handler.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How a sender's times are read. */
export interface Reading {
  now: Date;
  /** The sender's clock when it sent the batch. */
  sentAt: string | null;
  /** An import: its times are taken as they are, and every item has one. */
  isHistory: boolean;
}

export interface Moment {
  /** By our clock; never after now. */
  at: Date;
  /** As the sender wrote it. */
  raw: Date;
}

type Times = Pick<HostFact, 'timestamp' | 'originalTimestamp' | 'sentAt'>;

/**
 * When something happened, by our clock. Years ago is fine. A sender whose clock is more than a minute off at sending
 * is corrected by that much; less than that is the way the request took, by which nobody's history should move.
 */
export function momentOf(item: Times, { now, sentAt, isHistory }: Reading): Moment | Rejection {
  const written = item.timestamp ?? item.originalTimestamp ?? null;
  if (written === null) {
    if (!isHistory) return { at: now, raw: now };
    return rejected('invalid_shape', '"timestamp" is missing: an import says when each thing happened.');
  }
  const raw = Date.parse(written);
  const sent = item.sentAt ?? sentAt;
  const skew = sent === null || isHistory ? 0 : now.getTime() - Date.parse(sent);
  const at = Math.abs(skew) > MINUTE ? raw + skew : raw;
  if (at > now.getTime() + DAY) {
    return rejected('occurred_in_future', '"timestamp" is more than a day ahead. Send when it happened.');
  }
  if (at < 0) return rejected('invalid_shape', '"timestamp" is before 1970. Send when it happened.');
  return { at: new Date(Math.min(at, now.getTime())), raw: new Date(raw) };
}
