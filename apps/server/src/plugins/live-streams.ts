import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyInstance {
    /** Marks an answer as a stream that lives until its reader leaves, so that closing the server ends it. */
    trackStream(reply: FastifyReply): void;
  }
}

/** Readers of live streams come back by themselves; a server that waited for them would never stop. */
export const liveStreams = fastifyPlugin(async (app) => {
  const open = new Set<ServerResponse>();
  app.decorate('trackStream', (reply: FastifyReply) => {
    open.add(reply.raw);
    reply.raw.once('close', () => open.delete(reply.raw));
  });
  app.addHook('preClose', async () => {
    for (const stream of open) stream.destroy();
  });
});
