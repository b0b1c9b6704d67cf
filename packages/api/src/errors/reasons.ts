import type { ErrorReason } from '@hearth/schema';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';

/** The one table: our reason → tRPC's code, which fixes the HTTP status. */
export const codeOfReason = {
  bad_request: 'BAD_REQUEST',
  body_too_large: 'PAYLOAD_TOO_LARGE',
  batch_too_large: 'BAD_REQUEST',
  invalid_site_key: 'UNAUTHORIZED',
  origin_not_allowed: 'FORBIDDEN',
  token_invalid: 'UNAUTHORIZED',
  token_expired: 'UNAUTHORIZED',
  sign_in_required: 'UNAUTHORIZED',
  permission_denied: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  rate_limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<ErrorReason, TRPC_ERROR_CODE_KEY>;

/**
 * Reasons of the errors that tRPC throws by itself (an unknown procedure, a wrong method, unreadable JSON).
 * Those not listed are the caller's fault below 500 and ours from there on.
 */
export const reasonOfCode: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorReason>> = {
  UNAUTHORIZED: 'sign_in_required',
  FORBIDDEN: 'permission_denied',
  NOT_FOUND: 'not_found',
  CONFLICT: 'conflict',
  PAYLOAD_TOO_LARGE: 'body_too_large',
  TOO_MANY_REQUESTS: 'rate_limited',
  SERVICE_UNAVAILABLE: 'unavailable',
};
