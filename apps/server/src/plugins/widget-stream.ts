import { widgetRouter } from '@hearth/api';
import type { FastifyPluginAsync } from 'fastify';
import type { Backend } from '../services.ts';
import { answerOfficially } from '../wire/official-adapter.ts';

interface Route {
  Params: { siteKey: string };
}

/** The feed's live changes, as server-sent events. The client reads them with fetch, so that no token is in a URL. */
export const widgetStream: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  app.get<Route>('/feed.live', async (request, reply) => {
    const { siteKey } = request.params;
    const { origin, authorization } = request.headers;
    await app.limitRequest(request, siteKey);
    // Before the stream begins, so that a refusal has its own status and not a stream's 200.
    const caller = await backend.identity.resolveWidgetCaller({ siteKey, origin, authorization });
    app.trackStream(reply);
    const context = { ...caller, services: backend.services, requestId: request.id };
    return answerOfficially(widgetRouter, request, reply, {
      path: 'feed.live',
      createContext: async () => context,
    });
  });
};
