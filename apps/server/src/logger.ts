import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';

type LoggedError = { type: string; message: string; stack: string; code?: string; cause?: LoggedError };

/**
 * An error for the log: its chain of causes, and none of the drivers' further fields, which quote rows and
 * parameters.
 */
function describeForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.name,
    message: error.message,
    stack: error.stack ?? '',
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.cause !== undefined && depth < 5 ? { cause: describeForLog(error.cause, depth + 1) } : {}),
  };
}

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
