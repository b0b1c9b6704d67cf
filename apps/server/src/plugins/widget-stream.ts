import type { FastifyPluginAsync } from 'fastify';
import type { Backend } from '../services.ts';
import { FeedReaders } from '../wire/feed-readers.ts';

interface Route {
  Params: { siteKey: string };
}

/** The feed's live changes, as server-sent events. The client reads them with fetch, so that no token is in a URL. */
export const widgetStream: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  const readers = new FeedReaders(backend.services.bus);
  app.addHook('onClose', async () => readers.close());

  // Without HEAD: there is nothing to be told of a stream but the stream.
  app.get<Route>('/feed.live', { exposeHeadRoute: false }, async (request, reply) => {
    const { siteKey } = request.params;
    const { origin, authorization } = request.headers;
    await app.limitRequest(request, siteKey);
    // Before the stream begins, so that a refusal has its own status and not a stream's 200.
    const { project } = await backend.identity.resolveWidgetCaller({ siteKey, origin, authorization });
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) raw.setHeader(name, value);
    }
    app.trackStream(reply);
    // No proxy may keep it, gather it up or press it.
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    readers.add(project.id, raw);
  });
};
