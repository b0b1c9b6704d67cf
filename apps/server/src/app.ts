import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { asNobody } from '@hearth/api';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Environment } from './environment.ts';
import { answerParserError } from './parser-error.ts';
import { bridge } from './plugins/bridge.ts';
import { consoleApi } from './plugins/console-api.ts';
import { consoleFiles } from './plugins/console-files.ts';
import { crossOrigin } from './plugins/cross-origin.ts';
import { errors, fromFastify, sendError } from './plugins/errors.ts';
import { health } from './plugins/health.ts';
import { hostApi } from './plugins/host-api.ts';
import { jsonText } from './plugins/json-text.ts';
import { liveStreams } from './plugins/live-streams.ts';
import { overload } from './plugins/overload.ts';
import { rateLimits } from './plugins/rate-limits.ts';
import { referralLinks } from './plugins/referral-links.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { widgetFiles } from './plugins/widget-files.ts';
import { widgetStream } from './plugins/widget-stream.ts';
import type { Backend } from './services.ts';
import { sendV1Error } from './v1/errors.ts';
import { v1 } from './v1/v1.ts';
import { folders } from './workspace.ts';

/** How long a request may take to arrive, and how often it is looked who has taken longer. Milliseconds. */
const REQUEST_TIMEOUT = 10_000;
const LOOK_EVERY = 1_000;
const BODY_LIMIT = 64 * 1024;
/** Room for a whole batch's path in one parameter; Node itself stops reading heads at 16 KB. */
const PATH_LIMIT = 16 * 1024;

export type AppOptions = Pick<Environment, 'trustProxy' | 'rates'> & {
  backend: Backend;
  log: FastifyBaseLogger;
  folders?: { widgets: string; console: string };
};

/** Builds the server; whoever called it listens. Closing it closes the backend too. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { backend } = options;
  const { widgets, console: consoleFolder } = options.folders ?? folders;
  const app = fastify({
    loggerInstance: options.log,
    trustProxy: options.trustProxy,
    // One line a request, when it is answered; see below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    // By default, Node looks every 30 seconds only; and of two limits it takes the larger one for bodies, so that
    // headers' own minute would hold for them.
    http: { connectionsCheckingInterval: LOOK_EVERY, headersTimeout: REQUEST_TIMEOUT },
    // Idle ones only: a request that is being answered is answered. Streams are ended by liveStreams.
    forceCloseConnections: 'idle',
    // A connection that is still open is answered like any other, with all its headers, until it is closed.
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: PATH_LIMIT },
    clientErrorHandler: answerParserError,
    // What is refused before a route is found, such as a broken escape in the address.
    frameworkErrors: (error, request, reply) =>
      (request.url.startsWith('/v1/') ? sendV1Error : sendError)(request, reply, fromFastify(error)),
  });
  // Until its credential is known no request may ask the database anything. Twice, because what is read of a body
  // goes on from the connection and not from the hook.
  app.addHook('onRequest', (_request, _reply, done) => asNobody(done));
  app.addHook('preHandler', (_request, _reply, done) => asNobody(done));
  app.addHook('onResponse', async (request, reply) => {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ req: request, res: reply, milliseconds }, 'Answered');
  });
  app.addHook('onClose', () => backend.close());

  await app.register(errors);
  await app.register(overload, { engine: backend.services.database.engine });
  await app.register(securityHeaders, { https: backend.services.publicUrl.startsWith('https:') });
  await app.register(rateLimits, { rates: options.rates, limits: backend.services.limits });
  await app.register(liveStreams);

  await app.register(health, { backend });
  await app.register(widgetFiles, { folder: widgets });
  await app.register(referralLinks, { backend });
  await app.register(
    async (scope) => {
      await scope.register(jsonText);
      await scope.register(crossOrigin, { backend });
      await scope.register(widgetStream, { backend });
      await scope.register(bridge, { backend });
    },
    { prefix: '/w/:siteKey' },
  );
  await app.register(
    async (scope) => {
      await scope.register(jsonText);
      await scope.register(hostApi, { backend });
    },
    { prefix: '/s' },
  );
  await app.register(v1, { backend, prefix: '/v1' });
  await app.register(
    async (scope) => {
      await scope.register(jsonText);
      await scope.register(cookie);
      await scope.register(consoleApi, { backend });
    },
    { prefix: '/console-api' },
  );
  await app.register(consoleFiles, { folder: consoleFolder, prefix: '/console' });
  return app;
}
