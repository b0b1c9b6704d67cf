import { type ConsoleContext, consoleRouter, HearthError, resolveOperator } from '@hearth/api';
import { largestImport } from '@hearth/schema';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Backend } from '../services.ts';
import { answerOfficially } from '../wire/official-adapter.ts';

interface Route {
  Params: { path: string };
}

/** Sent by the console with everything that changes something: another site's form cannot. */
const CUSTOM_HEADER = 'hearth-console';
/** Seven days: the session's own absolute limit. */
const COOKIE_SECONDS = 7 * 24 * 3600;

const IMPORT = 'revenue.importSubscriptions';
/** In bytes. Within JSON each line break and each quote of the file is two. */
const IMPORT_LIMIT = 2 * largestImport;

/** The console's API, by session cookie. */
export const consoleApi: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  const { publicUrl } = backend.services;
  const secure = publicUrl.startsWith('https:');
  // The __Host- prefix binds a cookie to this host and to https. Over plain http it cannot be had: Safari
  // refuses Secure cookies even on localhost, and every browser does on any other name.
  const cookieName = secure ? '__Host-hearth' : 'hearth-console';
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;

  const sessionOf = (request: FastifyRequest, reply: FastifyReply): ConsoleContext['session'] => ({
    token: request.cookies[cookieName] ?? null,
    set: (token) => void reply.setCookie(cookieName, token, { ...cookie, maxAge: COOKIE_SECONDS }),
    clear: () => void reply.clearCookie(cookieName, cookie),
  });

  const operatorOf = async (session: ConsoleContext['session']) => {
    const { database, now } = backend.services;
    return session.token === null ? null : resolveOperator(database, session.token, now());
  };

  // Before any body is read.
  app.addHook('onRequest', async (request) => {
    await app.limitRequest(request, 'console');
    if (request.method === 'POST') refuseForeign(request, publicUrl);
  });

  const answer = (path: string, request: FastifyRequest, reply: FastifyReply) =>
    answerOfficially(consoleRouter, request, reply, {
      path,
      createContext: async () => {
        const session = sessionOf(request, reply);
        const operator = await operatorOf(session);
        return { services: backend.services, requestId: request.id, operator, address: request.ip, session };
      },
    });

  app.route<Route>({
    method: ['GET', 'POST'],
    // See host-api.ts.
    exposeHeadRoute: false,
    url: '/:path',
    handler: async (request, reply) => {
      if (request.params.path.endsWith('.live')) app.trackStream(reply);
      return answer(request.params.path, request, reply);
    },
  });

  // A file of subscriptions is larger than all else that is sent, so only who has signed in may send one.
  app.route({
    method: 'POST',
    url: `/${IMPORT}`,
    bodyLimit: IMPORT_LIMIT,
    onRequest: async (request, reply) => {
      if (await operatorOf(sessionOf(request, reply))) return;
      throw new HearthError('sign_in_required', 'Sign in to the console first.');
    },
    handler: (request, reply) => answer(IMPORT, request, reply),
  });
};

/** Against requests that another site makes an operator's browser send, beside the cookie's SameSite. */
function refuseForeign(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers;
  const own = origin === publicUrl || origin === `${request.protocol}://${request.host}`;
  if (own && request.headers[CUSTOM_HEADER] !== undefined) return;
  throw new HearthError(
    'origin_not_allowed',
    `Changes come from the console itself, with its Origin and the header ${CUSTOM_HEADER}.`,
  );
}
