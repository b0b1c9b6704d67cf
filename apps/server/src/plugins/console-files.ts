import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

/** One origin for everything, no inline script or style, nothing else may frame it or be posted to. */
const policyFor = (framing: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    // Lit makes its templates through the one policy; whatever else would turn a text into markup or code is stopped.
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
    framing,
  ].join('; ');
const POLICY = policyFor("frame-src 'self'; frame-ancestors 'none'");
/** The widgets, as the set-up's preview shows them: framed by the console alone. */
const PREVIEW_POLICY = policyFor("frame-ancestors 'self'");

/** The console's pages. It finds its own way by the address, so that every address below is the one page. */
export const consoleFiles: FastifyPluginAsync<{ folder: string }> = async (app, { folder }) => {
  if (!existsSync(folder)) {
    app.log.warn('The console is not built: /console will be missing. Run the build.');
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes(`${sep}assets${sep}`);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', path.includes('preview.html') ? PREVIEW_POLICY : POLICY);
    },
  });
  app.get('/', (_request, reply) => reply.sendFile('index.html'));
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const path = request.params['*'];
    return reply.sendFile(/\.\w+$/.test(path) ? path : 'index.html');
  });
};
