import { describeError, type ErrorShape, toHearthError } from '@hearth/api';
import { type AnyTRPCProcedure, type AnyTRPCRouter, TRPCError } from '@trpc/server';
import type { Batch, Call } from './read-calls.ts';

type Outcome = { result: { data: unknown } } | { error: ErrorShape };

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface AnswerOptions {
  requestId: string;
  /** Made once for all calls, and only if one of them exists. */
  context: () => Promise<object>;
  onError: (error: unknown, path: string) => void;
}

const METHODS = { query: 'GET', mutation: 'POST', subscription: 'GET' } as const;

/** Nothing aborts a call: what a page sent before it was closed shall be stored. */
const { signal } = new AbortController();

const procedures = new WeakMap<AnyTRPCRouter, Map<string, AnyTRPCProcedure>>();

/** By whole path, in a Map: no name finds anything inherited. */
function proceduresOf(router: AnyTRPCRouter): Map<string, AnyTRPCProcedure> {
  const known = procedures.get(router);
  if (known) return known;
  const flat = new Map<string, AnyTRPCProcedure>(Object.entries(router._def.procedures));
  procedures.set(router, flat);
  return flat;
}

/** Runs every call of a request, side by side, and writes tRPC's answer to it. */
export async function answerCalls(
  router: AnyTRPCRouter,
  batch: Batch,
  options: AnswerOptions,
): Promise<HttpAnswer> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  };
  const found = batch.calls.map((call) => ({ call, procedure: proceduresOf(router).get(call.path) }));
  const types = new Set(found.flatMap(({ procedure }) => procedure?._def.type ?? []));
  if (types.size > 1) {
    const message = `Cannot mix procedure types in call: ${[...types].join(', ')}`;
    return write(headers, {
      error: failed(new TRPCError({ code: 'BAD_REQUEST', message }), undefined, headers, options),
    });
  }
  const context = options.context();
  const outcomes = await Promise.all(
    found.map(async ({ call, procedure }, index): Promise<Outcome> => {
      try {
        return { result: { data: await run(procedure, call, index, { batch, headers, context }) } };
      } catch (error) {
        return { error: failed(error, call.path, headers, options) };
      }
    }),
  );
  // Not awaited by anybody when no call got so far as to need it.
  context.catch(() => {});
  const [only] = outcomes;
  return write(headers, batch.isBatch || !only ? outcomes : only);
}

async function run(
  procedure: AnyTRPCProcedure | undefined,
  call: Call,
  batchIndex: number,
  { batch, headers, context }: { batch: Batch; headers: Record<string, string>; context: Promise<object> },
): Promise<unknown> {
  const { path } = call;
  if (!procedure) throw new TRPCError({ code: 'NOT_FOUND', message: `No procedure found on path "${path}"` });
  const { type } = procedure._def;
  if (METHODS[type] !== batch.method) {
    headers.allow = METHODS[type];
    const message = `Unsupported ${batch.method}-request to ${type} procedure at path "${path}"`;
    throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message });
  }
  if (type === 'subscription') {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Cannot batch subscription calls' });
  }
  const ctx = await context;
  return procedure({ ctx, path, type, signal, batchIndex, getRawInput: async () => call.input() });
}

function failed(
  error: unknown,
  path: string | undefined,
  headers: Record<string, string>,
  { requestId, onError }: AnswerOptions,
): ErrorShape {
  onError(error, path ?? '');
  const { retryAfter } = toHearthError(error);
  // The longest of them: the sender tries all of its calls again together.
  if (retryAfter !== null)
    headers['retry-after'] = `${Math.max(retryAfter, Number(headers['retry-after'] ?? 0))}`;
  return describeError(error, { path, requestId });
}

function write(headers: Record<string, string>, outcomes: Outcome | Outcome[]): HttpAnswer {
  const statuses = new Set(
    [outcomes].flat().map((one) => ('error' in one ? one.error.data.httpStatus : 200)),
  );
  const [status = 200] = statuses;
  return { status: statuses.size > 1 ? 207 : status, headers, body: JSON.stringify(outcomes) };
}
