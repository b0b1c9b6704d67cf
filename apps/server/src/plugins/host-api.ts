import { hostRouter } from '@hearth/api';
import type { FastifyPluginAsync } from 'fastify';
import type { Backend } from '../services.ts';
import { answerOfficially } from '../wire/official-adapter.ts';

interface Route {
  Params: { path: string };
}

/** The API for hosts' backends, by secret key. */
export const hostApi: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  app.route<Route>({
    method: ['GET', 'POST'],
    // Fastify would measure the answer's body for it, and cannot: tRPC gives it a Response.
    exposeHeadRoute: false,
    url: '/:path',
    handler: async (request, reply) => {
      const { origin, authorization } = request.headers;
      await app.limitRequest(request, 'host');
      return answerOfficially(hostRouter, request, reply, {
        path: request.params.path,
        createContext: async () => {
          const caller = await backend.identity.resolveHostCaller({ origin, authorization });
          return { ...caller, services: backend.services, requestId: request.id };
        },
      });
    },
  });
};
