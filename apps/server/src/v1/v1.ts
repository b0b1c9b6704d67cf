import { HearthError, type HostContext, hostRouter } from '@hearth/api';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Backend } from '../services.ts';
import { bodies, jsonOf, textOf } from './body.ts';
import { sendV1Error } from './errors.ts';
import { describeApi } from './openapi.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

const Keyed = z.object({ writeKey: z.string().min(1).max(200) });

/** The REST API for hosts' backends, by secret key; what it has stands in routes.ts. */
export const v1: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  await app.register(bodies);
  app.setErrorHandler((error, request, reply) => sendV1Error(request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    sendV1Error(request, reply, new HearthError('not_found', 'There is nothing at this address.')),
  );
  // Before the body is read: nobody is served beyond their share.
  app.addHook('onRequest', async (request) => app.limitRequest(request, 'host'));

  const contextOf = async (request: FastifyRequest, body: unknown): Promise<HostContext> => {
    const { origin, authorization } = request.headers;
    // Some tracking clients put their key into the body.
    const key = authorization === undefined ? Keyed.safeParse(body).data?.writeKey : undefined;
    const caller = await backend.identity.resolveHostCaller({
      origin,
      authorization: key === undefined ? authorization : `Bearer ${key}`,
    });
    return { ...caller, services: backend.services, requestId: request.id };
  };

  const { services } = backend;
  const document = describeApi(routes, services.publicUrl);
  app.get('/openapi.json', async () => document);

  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const { params, query } = request;
        const sent = { services, query, params, request, reply };
        if (route.scope === null) return route.respond({ ...sent, body: bodyOf(route, request) });
        // Whoever has no key hears that first, whatever the body is like.
        const early = request.headers.authorization ? await contextOf(request, undefined) : null;
        const body = bodyOf(route, request);
        const context = early ?? (await contextOf(request, body));
        return route.respond({ ...sent, body, host: hostRouter.createCaller(context) });
      },
    });
  }
};

function bodyOf(route: Route, request: FastifyRequest): unknown {
  if (route.method === 'GET') return undefined;
  switch (route.bodyAs ?? 'json') {
    case 'json':
      return jsonOf(request);
    case 'csv':
      return textOf(request);
    case 'bytes':
      return request.body;
  }
}
