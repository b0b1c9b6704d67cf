import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

/** The loader changes under one address: asked for again after five minutes, and answered 304 if it is the same. */
const BRIEFLY = 'public, max-age=300';
/** Everything in assets has its content's hash in its name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const forEveryone = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** `nps` of `nps-B7pxAu.js`. */
const nameOf = (file: string): string | undefined => /^(.+)-.{6}\.js$/.exec(file)?.[1];

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
      reply.headers(forEveryone);
      reply.header('vary', 'Accept-Encoding');
    },
  });
  const present = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'));
  const current = new Map(present.map((file) => [nameOf(file), file]));
  app.get('/hearth.js', (_request, reply) => reply.sendFile('hearth.js'));
  app.get('/integrity.json', (_request, reply) => reply.sendFile('integrity.json'));
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const file = request.params['*'];
    const successor = current.get(nameOf(file));
    // A page that was open during an upgrade, or another process that is at it, asks for another build's file: the
    // one that took its place speaks to the page through the same client, and a widget is better than none.
    if (successor && !present.includes(file))
      return reply
        .headers(forEveryone)
        .header('cache-control', 'no-store')
        .redirect(`/assets/${successor}`, 307);
    return reply.sendFile(`assets/${file}`);
  });
};
