import fastifyPlugin from 'fastify-plugin';
import helmet from 'helmet';

/** Headers for everything; the console and the widget files, which are pages and public, set their own beside. */
export const securityHeaders = fastifyPlugin<{ https: boolean }>(async (app, { https }) => {
  // Not @fastify/helmet, which reads these options again for each request.
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    strictTransportSecurity: https,
    // The API answers pages of other origins, which cross-origin.ts names one by one.
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', ({ raw }, reply, done) => secure(raw, reply.raw, () => done()));
});
