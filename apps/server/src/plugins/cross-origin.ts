import { isUnavailable } from '@hearth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Backend } from '../services.ts';

type Scoped = FastifyRequest<{ Params: { siteKey?: string } }>;

/** How long a browser may remember a preflight's answer: two hours is the longest Chromium takes. */
const PREFLIGHT_SECONDS = 7200;

/**
 * Lets pages of a project's own origins read its answers, and nobody else's. No credentials: members send a
 * token, never a cookie. This is a courtesy to browsers; the wall is in Identity, which refuses the request.
 */
export const crossOrigin = fastifyPlugin<{ backend: Backend }>(async (app, { backend }) => {
  app.addHook('onRequest', async (request: Scoped, reply: FastifyReply) => {
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin === undefined || !(await mayRead(backend, request, origin))) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'Retry-After');
  });

  app.options('/*', async (_request, reply) => {
    if (reply.hasHeader('access-control-allow-origin')) {
      reply.headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'Authorization, Content-Type, Last-Event-ID, Trpc-Accept',
        'access-control-max-age': PREFLIGHT_SECONDS,
      });
    }
    return reply.code(204).send();
  });
});

async function mayRead(backend: Backend, request: Scoped, origin: string): Promise<boolean> {
  try {
    return await backend.identity.allowsOrigin(request.params.siteKey ?? '', origin);
  } catch (error) {
    // With the database away, the answer is a bare 503: let the page read it, and its Retry-After.
    if (isUnavailable(error)) return true;
    throw error;
  }
}
