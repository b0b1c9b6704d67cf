import { z } from 'zod';

/**
 * Every error that leaves the backend has one of these codes in `data.reason`. A 4xx says in its message what
 * to do; a 5xx says nothing but `data.requestId`.
 */
export const ErrorReasonSchema = z.enum([
  'bad_request',
  'body_too_large',
  'batch_too_large',
  'invalid_site_key',
  'origin_not_allowed',
  'token_invalid',
  'token_expired',
  'sign_in_required',
  'permission_denied',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
  'internal',
]);
export type ErrorReason = z.infer<typeof ErrorReasonSchema>;
