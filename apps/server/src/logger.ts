import { HearthError, isUnavailable } from '@hearth/api';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';

interface LoggedError {
  type: string;
  message?: string;
  /** The calls that led here: where, never what. */
  stack?: string;
  /** Of the table, column and constraint that a database names. */
  [name: string]: unknown;
  cause?: LoggedError;
}

/** Names, which people who write the schema choose; `detail`, `where` and `hint` quote rows. */
const NAMES = ['code', 'syscall', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/**
 * An error for the log: its chain of causes, each by its kind and place. A database, a parser or a library quotes in
 * its message what it was given, which may be what a member wrote: such messages stay out, and so do all further
 * fields. What is logged of them says which line of the source to look at.
 */
function describeForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const names = NAMES.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    type: error.name,
    ...(isOurWording(error) ? { message: error.message } : {}),
    stack: placesOf(error),
    ...Object.fromEntries(names),
    ...(error.cause !== undefined && depth < 5 ? { cause: describeForLog(error.cause, depth + 1) } : {}),
  };
}

/** Sentences written for whoever asked, Node's own about the network, and what the engine says of our code. */
const isOurWording = (error: Error): boolean =>
  error instanceof HearthError ||
  typeof Reflect.get(error, 'syscall') === 'string' ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  isUnavailable(error);

/** A stack without its first line, which is the message. */
const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');

/** Where lines go instead of standard output. */
export interface LogTarget {
  write(line: string): void;
}

/**
 * The one log of a process, of its requests and of what works in the background alike: without tokens, cookies,
 * bodies or query strings, which hold what members wrote and who they are.
 */
export function openLogger(level: string, to?: LogTarget): FastifyBaseLogger {
  const options = {
    level,
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        path: request.url.split('?', 1)[0],
        address: request.ip,
      }),
      res: (reply: FastifyReply) => ({ statusCode: reply.statusCode }),
      err: (error: unknown) => describeForLog(error),
    },
  };
  return to ? pino(options, to) : pino(options);
}
