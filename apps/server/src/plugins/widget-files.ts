import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

/** The loader changes under one address: asked for again after five minutes, and answered 304 if it is the same. */
const BRIEFLY = 'public, max-age=300';
/** Everything in assets has its content's hash in its name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The script tag's files: /hearth.js, /assets/* and /integrity.json, for pages of every origin. */
export const widgetFiles: FastifyPluginAsync<{ folder: string }> = async (app, { folder }) => {
  if (!existsSync(folder)) {
    app.log.warn('The widgets are not built: /hearth.js will be missing. Run the build.');
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes(`${sep}assets${sep}`) ? FOR_EVER : BRIEFLY);
      reply.header('access-control-allow-origin', '*');
      reply.header('cross-origin-resource-policy', 'cross-origin');
      reply.header('vary', 'Accept-Encoding');
    },
  });
  app.get('/hearth.js', (_request, reply) => reply.sendFile('hearth.js'));
  app.get('/integrity.json', (_request, reply) => reply.sendFile('integrity.json'));
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`),
  );
};
