import { describeError, toHearthError } from '@hearth/api';
import { ErrorReasonSchema } from '@hearth/schema';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fromFastify, logError } from '../plugins/errors.ts';

/** Every error of this API. A 4xx says in its message which field is wrong and what to do. */
export const ErrorAnswerSchema = z.object({
  success: z.literal(false),
  error: z.object({
    reason: ErrorReasonSchema,
    message: z.string(),
    requestId: z.string().meta({ description: 'Quote it when you ask for help.' }),
  }),
});

/** What is said of an error to whoever asked. */
export function answerTo(request: FastifyRequest, error: unknown) {
  const known = toHearthError(fromFastify(error));
  const { message, data } = describeError(known, { requestId: request.id });
  const { reason, requestId, httpStatus } = data;
  return { known, httpStatus, error: { reason, message, requestId } };
}

/** Answers an error in the shape of this API, and logs it if it is ours. */
export function sendV1Error(request: FastifyRequest, reply: FastifyReply, failure: unknown): FastifyReply {
  const { known, httpStatus, error } = answerTo(request, failure);
  logError(request, known, undefined);
  if (known.retryAfter !== null) reply.header('retry-after', known.retryAfter);
  // Tracking clients send again what was answered with 5xx or 429, and drop what was answered with another 4xx.
  const answer = { success: false, error };
  return reply.code(httpStatus).type('application/json').send(JSON.stringify(answer));
}
