import type { ErrorReason } from '@hearth/schema';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { z } from 'zod';
import { isUnavailable } from '../database/errors.ts';
import { HearthError } from './hearth-error.ts';
import { codeOfReason, reasonOfCode } from './reasons.ts';

/** What an error looks like on the wire, in tRPC's shape. */
export interface ErrorShape {
  message: string;
  /** JSON-RPC's number. */
  code: number;
  data: {
    code: TRPC_ERROR_CODE_KEY;
    httpStatus: number;
    path?: string;
    reason: ErrorReason;
    requestId: string;
  };
}

/** Anything thrown, as the one error whose message may be shown. The original stays its cause. */
export function toHearthError(error: unknown): HearthError {
  if (error instanceof HearthError) return error;
  if (isUnavailable(error)) return new HearthError('unavailable', 'Unavailable', { cause: error });
  if (error instanceof TRPCError && getHTTPStatusCodeFromError(error) < 500) {
    const reason = reasonOfCode[error.code] ?? 'bad_request';
    return new HearthError(reason, sentenceOf(error), { cause: error });
  }
  return new HearthError('internal', 'Internal', { cause: error });
}

/** The shape that leaves: a 4xx says what to do, a 5xx says nothing but its id. */
export function describeError(
  error: unknown,
  about: { path?: string | undefined; requestId: string },
): ErrorShape {
  const known = toHearthError(error);
  // tRPC's own codes are finer than our reasons (405, 415): they keep their status.
  const original = known.cause instanceof TRPCError && known.reason === 'bad_request' ? known.cause : null;
  const code = original?.code ?? codeOfReason[known.reason];
  const httpStatus = getHTTPStatusCodeFromError(original ?? known);
  const message =
    httpStatus < 500 ? known.message : `Something went wrong. Quote request ${about.requestId}.`;
  const path = about.path === undefined ? {} : { path: about.path };
  return {
    message,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: { code, httpStatus, ...path, reason: known.reason, requestId: about.requestId },
  };
}

/** One readable sentence that names the field, instead of a list of issues in JSON. */
function sentenceOf(error: TRPCError): string {
  if (error.cause instanceof SyntaxError) return 'The input is not JSON. Send JSON in UTF-8.';
  if (!(error.cause instanceof z.core.$ZodError)) return error.message;
  const [issue] = error.cause.issues;
  if (!issue) return 'The input is not valid.';
  const field = issue.path.map(String).join('.');
  const sentence = /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
  return field === ''
    ? `The input is not valid: ${sentence}`
    : `The field "${field}" is not valid: ${sentence}`;
}
