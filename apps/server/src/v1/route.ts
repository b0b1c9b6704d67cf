import type { HostContext, hostRouter, Services } from '@hearth/api';
import { TRPCError } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** The host's procedures, as one caller may use them: each of them checks its scope. */
export type HostCaller = ReturnType<typeof hostRouter.createCaller>;

/** What a route is given, once its inputs have been read. */
export interface Call<Body, Query, Params> {
  services: Services;
  /** Who asks; a route without a scope has nobody, and its procedures refuse. */
  host: HostCaller;
  context: Pick<HostContext, 'services' | 'requestId'>;
  body: Body;
  query: Query;
  params: Params;
  request: FastifyRequest;
  reply: FastifyReply;
}

interface Said {
  method: 'GET' | 'POST';
  /** Below /v1; parameters in braces, as OpenAPI writes them. */
  path: string;
  /** OpenAPI's operationId. */
  id: string;
  summary: string;
  /** The scope a secret key needs; null: the route itself knows whom to believe. */
  scope: string | null;
  answer: z.ZodType;
  /** The answer's type; default application/json. */
  answerAs?: string;
  /** Beside application/json. */
  answersAlso?: readonly string[];
  /** How the body is read; default json. */
  bodyAs?: 'json' | 'csv' | 'bytes';
  /** Bytes, unpacked. */
  bodyLimit?: number;
}

/** One address of the API: what the server routes by, and what its OpenAPI document is made of. */
export interface Route extends Said {
  body: z.ZodType;
  query: z.ZodType;
  params: z.ZodType;
  respond(call: Call<unknown, unknown, unknown>): Promise<unknown>;
}

interface Own<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> extends Said {
  body: B;
  query: Q;
  params: P;
  handle(call: Call<z.infer<B>, z.infer<Q>, z.infer<P>>): Promise<unknown>;
}

/** For what a route does not read. */
export const unread = z.unknown();
export const nothing = { body: unread, query: unread, params: unread };

/** Defines a route: inputs are checked by its own schemas before its handler sees them. */
export function route<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType>(
  own: Own<B, Q, P>,
): Route {
  return {
    ...own,
    respond: async (call) =>
      own.handle({
        ...call,
        body: read(own.body, call.body),
        query: read(own.query, call.query),
        params: read(own.params, call.params),
      }),
  };
}

/** What was sent, by its schema; or an error whose message names the field. */
export function read<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error });
}
