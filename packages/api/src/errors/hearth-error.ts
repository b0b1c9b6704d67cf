import type { ErrorReason } from '@hearth/schema';
import { TRPCError } from '@trpc/server';
import { codeOfReason } from './reasons.ts';

/** How soon to come back when the database is away or too much waits: it usually is for seconds. */
const UNAVAILABLE_FOR = 2;

/**
 * The one error that code throws on purpose. Its message goes to the caller unless the reason is a 5xx, so it
 * says what to do; the cause never leaves the building, it is logged once.
 */
export class HearthError extends TRPCError {
  readonly reason: ErrorReason;
  /** Whole seconds after which trying again may work; sent as Retry-After. */
  readonly retryAfter: number | null;

  constructor(reason: ErrorReason, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super({ code: codeOfReason[reason], message, cause: options.cause });
    this.name = 'HearthError';
    this.reason = reason;
    this.retryAfter = options.retryAfter ?? (reason === 'unavailable' ? UNAVAILABLE_FOR : null);
  }
}
