import { type ConsoleContext, consoleRouter, HearthError, resolveOperator } from '@hearth/api';
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

  app.route<Route>({
    method: ['GET', 'POST'],
    url: '/:path',
    handler: async (request, reply) => {
      await app.limitRequest(request, 'console');
      if (request.method === 'POST') refuseForeign(request, publicUrl);
      if (request.params.path.endsWith('.live')) app.trackStream(reply);
      return answerOfficially(consoleRouter, request, reply, {
        path: request.params.path,
        createContext: async () => {
          const { services } = backend;
          const session = sessionOf(request, reply);
          const { token } = session;
          const operator =
            token === null ? null : await resolveOperator(services.database, token, services.now());
          return { services, requestId: request.id, operator, address: request.ip, session };
        },
      });
    },
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
