import { HearthError } from '../errors/hearth-error.ts';

/**
 * For a request that began as a member who has been forgotten since. Sent again a moment later it is a new member's:
 * by then every process has noticed.
 */
export const forgottenSince = (): HearthError =>
  new HearthError('unavailable', 'This member is not known any more. Send it again.', { retryAfter: 4 });
