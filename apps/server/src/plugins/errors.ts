import { describeError, HearthError, toHearthError } from '@hearth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

/** Fastify's own errors, by their code, as ours. */
const knownErrors = new Map([
  [
    'FST_ERR_CTP_BODY_TOO_LARGE',
    ['body_too_large', 'The body is larger than this address takes. Send less in one request.'],
  ],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', ['bad_request', 'Send the body as application/json.']],
  [
    'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
    ['bad_request', 'The body is not as long as its Content-Length says.'],
  ],
  ['FST_ERR_BAD_URL', ['bad_request', 'The address holds a broken escape sequence.']],
] as const);

/** Answers one error in tRPC's wire shape, and logs it if it is ours. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const known = toHearthError(error);
  const shape = describeError(known, { requestId: request.id });
  logError(request, known, undefined);
  if (known.retryAfter !== null) reply.header('retry-after', known.retryAfter);
  return reply
    .code(shape.data.httpStatus)
    .header('content-type', 'application/json')
    .send(JSON.stringify({ error: shape }));
}

/** Once for each error that is our fault, with its cause; the caller sees only the request's id. */
export function logError(request: FastifyRequest, error: unknown, path: string | undefined): void {
  const { httpStatus, reason } = describeError(error, { path, requestId: request.id }).data;
  const about = { reason, ...(path === undefined ? {} : { procedure: path }) };
  if (httpStatus < 500) request.log.debug({ ...about, err: error }, 'Refused a call');
  else request.log.error({ ...about, err: error }, 'Failed a call');
}

/** Fastify's own errors as ours; everything else as it is. */
export function fromFastify(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code: unknown = Reflect.get(error, 'code');
  const entry = [...knownErrors].find(([name]) => name === code);
  if (entry) {
    const [, [reason, sentence]] = entry;
    return new HearthError(reason, sentence, { cause: error });
  }
  const status: unknown = Reflect.get(error, 'statusCode');
  if (status === 503) return new HearthError('unavailable', 'Unavailable', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HearthError('bad_request', 'The request cannot be read. Check its headers and body.', {
      cause: error,
    });
  }
  return error;
}

/** Every error that leaves the server has the one shape, whoever threw it. */
export const errors = fastifyPlugin(async (app) => {
  app.setErrorHandler((error, request, reply) => sendError(request, reply, fromFastify(error)));
  app.setNotFoundHandler((request, reply) =>
    sendError(request, reply, new HearthError('not_found', 'There is nothing at this address.')),
  );
});
