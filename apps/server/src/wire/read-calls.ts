import { HearthError } from '@hearth/api';
import { TRPCError } from '@trpc/server';

/** Most calls in one request. */
const MAX_BATCH = 10;

export interface Call {
  path: string;
  /** Parses the request's input when first asked; throws what tRPC's adapter would. */
  input: () => unknown;
}

export interface Batch {
  method: 'GET' | 'POST';
  isBatch: boolean;
  calls: Call[];
}

interface RawRequest {
  method: string;
  path: string;
  query: { batch?: string | string[]; input?: string | string[] };
  body: unknown;
  contentType: string | undefined;
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** The calls that one request holds in tRPC's wire format; an error when it is not one. */
export function readCalls(request: RawRequest): Batch | TRPCError {
  const method = request.method === 'GET' ? 'GET' : 'POST';
  const untyped = refuseUntyped(method, request.contentType);
  if (untyped) return untyped;
  const isBatch = first(request.query.batch) === '1';
  const tooLarge = isBatch ? refuseLargeBatch(request.path) : null;
  if (tooLarge) return tooLarge;
  const paths = isBatch ? request.path.split(',') : [request.path];
  const text = method === 'GET' ? first(request.query.input) : request.body;
  const inputs = once(() => parseInputs(text, isBatch));
  const calls = paths.map((path, index) => ({ path, input: () => inputs()[index] }));
  return { method, isBatch, calls };
}

/** An error for the POST that has neither a body nor a type; Fastify refuses other types of a body. */
export function refuseUntyped(method: string, contentType: string | undefined): TRPCError | null {
  if (method !== 'POST' || contentType !== undefined) return null;
  return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Missing content-type header' });
}

/** An error for a path that names too many calls, found before anything is done with it; null when it is fine. */
export function refuseLargeBatch(path: string): HearthError | null {
  if (!hasMoreCommasThan(path, MAX_BATCH - 1)) return null;
  return new HearthError('batch_too_large', `Send at most ${MAX_BATCH} calls in one request.`);
}

/** Stops counting at the limit: a path of commas costs nothing. */
function hasMoreCommasThan(path: string, limit: number): boolean {
  let found = 0;
  for (let at = path.indexOf(','); at !== -1; at = path.indexOf(',', at + 1)) {
    found += 1;
    if (found > limit) return true;
  }
  return false;
}

function parseInputs(text: unknown, isBatch: boolean): Record<number, unknown> {
  if (typeof text !== 'string' || text === '') return {};
  const parsed = parseJson(text);
  if (!isBatch) return { 0: parsed };
  if (!isRecord(parsed)) {
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: '"input" needs to be an object when doing a batch call',
    });
  }
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'The input is not JSON.', cause });
  }
}

const isRecord = (value: unknown): value is Record<number, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
