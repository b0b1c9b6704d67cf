import type { FastifyLoggerOptions } from 'fastify';

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

/** Logs without tokens, cookies, bodies or query strings: those hold what members wrote and who they are. */
export function loggerOptions(level: string): FastifyLoggerOptions {
  return {
    level,
    serializers: {
      req: (request) => ({
        method: request.method,
        path: request.url?.split('?', 1)[0],
        address: request.ip,
      }),
      res: (reply) => ({ statusCode: reply.statusCode }),
      err: (error) => describeForLog(error),
    },
  };
}
