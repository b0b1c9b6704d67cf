import { requestScope, toHearthError } from '@hearth/api';
import type { AnyTRPCRouter, inferRouterContext } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { logError, sendError } from '../plugins/errors.ts';
import { refuseLargeBatch, refuseUntyped } from './read-calls.ts';

/** Lets tRPC's own adapter answer one request: all that is not hot, and every subscription. */
export async function answerOfficially<R extends AnyTRPCRouter>(
  router: R,
  request: FastifyRequest,
  reply: FastifyReply,
  options: { path: string; createContext: () => Promise<inferRouterContext<R>> },
): Promise<FastifyReply | undefined> {
  // The adapter would answer the second one as plain text.
  const refusal =
    refuseLargeBatch(options.path) ?? refuseUntyped(request.method, request.headers['content-type']);
  if (refusal) return sendError(request, reply, refusal);
  await requestScope.run({ requestId: request.id }, () =>
    fastifyRequestHandler({
      router,
      req: request,
      res: reply,
      path: options.path,
      createContext: options.createContext,
      onError: ({ error, path }) => logError(request, error, path),
      responseMeta: ({ errors }) => ({ headers: { 'cache-control': 'no-store', ...retryAfterOf(errors) } }),
    }),
  );
  return undefined;
}

function retryAfterOf(errors: readonly unknown[]): Record<string, string> {
  const seconds = errors.flatMap((error) => toHearthError(error).retryAfter ?? []);
  return seconds.length > 0 ? { 'retry-after': `${Math.max(...seconds)}` } : {};
}
