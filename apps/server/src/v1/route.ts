import type { hostRouter, Services } from '@hearth/api';
import { TRPCError } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** The host's procedures, as one caller may use them: each of them checks its scope. */
export type HostCaller = ReturnType<typeof hostRouter.createCaller>;

/** What every route is given, once its inputs have been read. */
interface Read<Body, Query, Params> {
  services: Services;
  body: Body;
  query: Query;
  params: Params;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What a route for hosts is given besides: its caller. */
export interface Call<Body, Query, Params> extends Read<Body, Query, Params> {
  host: HostCaller;
}

interface Said {
  method: 'GET' | 'POST';
  /** Below /v1; parameters in braces, as OpenAPI writes them. */
  path: string;
  /** OpenAPI's operationId. */
  id: string;
  summary: string;
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

interface Shape<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> extends Said {
  body: B;
  query: Q;
  params: P;
}

/** An address for a host's backend, by its secret key. */
interface KeyedRoute extends Shape<z.ZodType, z.ZodType, z.ZodType> {
  /** The scope that the key needs. */
  scope: string;
  respond(call: Call<unknown, unknown, unknown>): Promise<unknown>;
}

/** An address for somebody who has no key: it knows by itself whom to believe. */
interface OpenRoute extends Shape<z.ZodType, z.ZodType, z.ZodType> {
  scope: null;
  respond(call: Read<unknown, unknown, unknown>): Promise<unknown>;
}

/** One address of the API: what the server routes by, and what its OpenAPI document is made of. */
export type Route = KeyedRoute | OpenRoute;

/** For what a route does not read. */
export const unread = z.unknown();
export const nothing = { body: unread, query: unread, params: unread };

/** Defines a route for hosts: inputs are checked by its own schemas before its handler sees them. */
export function route<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType>(
  own: Shape<B, Q, P> & {
    scope: string;
    handle(call: Call<z.infer<B>, z.infer<Q>, z.infer<P>>): Promise<unknown>;
  },
): KeyedRoute {
  return { ...own, respond: async (call) => own.handle({ ...call, ...readAll(own, call) }) };
}

/** Defines a route without a key, in the same way. */
export function openRoute<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType>(
  own: Shape<B, Q, P> & { handle(call: Read<z.infer<B>, z.infer<Q>, z.infer<P>>): Promise<unknown> },
): OpenRoute {
  return { ...own, scope: null, respond: async (call) => own.handle({ ...call, ...readAll(own, call) }) };
}

const readAll = <B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType>(
  own: Shape<B, Q, P>,
  sent: { body: unknown; query: unknown; params: unknown },
) => ({
  body: read(own.body, sent.body),
  query: read(own.query, sent.query),
  params: read(own.params, sent.params),
});

/** What was sent, by its schema; or an error whose message names the field. */
export function read<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error });
}
