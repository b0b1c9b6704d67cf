import { toHearthError } from '@hearth/api';
import type { FastifyPluginAsync } from 'fastify';
import type { Backend } from '../services.ts';

/** For whoever restarts or routes: /healthz, the process answers; /readyz, so does its database. */
export const health: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    try {
      await backend.services.database.ping();
      return { status: 'ready' };
    } catch (error) {
      request.log.warn({ err: error }, 'The database is away');
      const { retryAfter } = toHearthError(error);
      if (retryAfter !== null) reply.header('retry-after', retryAfter);
      return reply.code(503).send({ status: 'database away' });
    }
  });
};
