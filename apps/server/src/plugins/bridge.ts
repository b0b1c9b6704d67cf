import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import { type WidgetContext, widgetRouter } from '@hearth/api';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Backend } from '../services.ts';
import { answerCalls } from '../wire/answer-calls.ts';
import { readCalls } from '../wire/read-calls.ts';
import { logError, sendError } from './errors.ts';

/** What widgets show of a community is text that says much twice; what is shorter fits into one packet anyway. Bytes. */
const SHORT = 1_200;
/** Of 11, which takes a hundred times as long as this: about 0.2 ms for a boot answer, of which a third is left. */
const EFFORT = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

interface Route {
  Params: { siteKey: string; '*': string };
  Querystring: { batch?: string | string[]; input?: string | string[] };
}

/**
 * The widgets' API in tRPC's wire format, without tRPC's adapter: that one builds a web Request and a web
 * Response for every call, which costs most of the time of the one route that is hot. A test compares this
 * with the adapter's answers, byte for byte.
 */
export const bridge: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  // No request is unpacked: what is sent is bounded, and what it would become is not.
  await app.register(compress, { global: false, globalDecompression: false });

  const contextOf = async (request: FastifyRequest<Route>): Promise<WidgetContext> => {
    const { siteKey } = request.params;
    await app.limitRequest(request, siteKey);
    const { origin, authorization } = request.headers;
    const caller = await backend.identity.resolveWidgetCaller({ siteKey, origin, authorization });
    if (caller.actor.type !== 'visitor') await app.limitMember(caller.actor.memberId);
    return { ...caller, services: backend.services, requestId: request.id };
  };

  const answer = async (request: FastifyRequest<Route>, reply: FastifyReply) => {
    const batch = readCalls({
      method: request.method,
      path: request.params['*'],
      query: request.query,
      body: request.body,
      contentType: request.headers['content-type'],
    });
    if (batch instanceof Error) return sendError(request, reply, batch);
    const answer = await answerCalls(widgetRouter, batch, {
      requestId: request.id,
      context: () => contextOf(request),
      onError: (error, path) => logError(request, error, path),
    });
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  };

  app.get<Route>(
    '/*',
    { compress: { encodings: ['br', 'gzip'], threshold: SHORT, brotliOptions: EFFORT } },
    answer,
  );
  app.post<Route>('/*', answer);
};
