const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A queue keeps items for seven days; one more allows for the journey. */
const OLDEST = 8 * DAY;
/** Clocks wander: up to this far ahead means "now", further is a mistake that the sender must hear of. */
const FURTHEST_AHEAD = DAY;

/** What PostgreSQL can hold of the years that an ISO instant can name: it knows no year zero. */
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');

export interface Times {
  /** When it happened, by our clock. */
  at: Date;
  /** As the sender wrote it. */
  raw: Date;
}

/**
 * When something happened, by our clock: the sender's clock is compared with ours at the moment of sending, so
 * one that is a year off does no harm. Never after now, never before eight days ago. Null: in the future.
 */
export function correct(occurredAt: string, sentAt: string, now: Date): Times | null {
  const raw = Date.parse(occurredAt);
  const skew = now.getTime() - Date.parse(sentAt);
  const at = raw + skew;
  if (at > now.getTime() + FURTHEST_AHEAD) return null;
  const clamped = Math.max(Math.min(at, now.getTime()), now.getTime() - OLDEST);
  return { at: new Date(clamped), raw: new Date(Math.max(raw, FIRST_INSTANT)) };
}
