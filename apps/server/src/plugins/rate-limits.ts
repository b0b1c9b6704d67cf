import rateLimit from '@fastify/rate-limit';
import { HearthError } from '@hearth/api';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Counts a request against its address's share, and against the project's.
     * @throws HearthError rate_limited
     */
    limitRequest(request: FastifyRequest, project: string): Promise<void>;
    /** Counts one call by a member. @throws HearthError rate_limited */
    limitMember(request: FastifyRequest, memberId: string): Promise<void>;
  }
  interface FastifyRequest {
    rateLimitKey: string;
  }
}

export interface Rates {
  /** Requests a minute. */
  address: number;
  project: number;
  member: number;
}

/** Keys counted at once by each limit; the least recently seen are forgotten. */
const REMEMBERED = 20_000;

/** Limits of one process; several together allow as many times more. */
export const rateLimits = fastifyPlugin<{ rates: Rates }>(async (app, { rates }) => {
  await app.register(rateLimit, { global: false, timeWindow: '1 minute', cache: REMEMBERED });
  app.decorateRequest('rateLimitKey', '');

  const limiter = (max: number) => {
    const count = app.createRateLimit({ max, keyGenerator: (request) => request.rateLimitKey });
    return async (request: FastifyRequest, key: string) => {
      request.rateLimitKey = key;
      const limit = await count(request);
      if (limit.isAllowed || !limit.isExceeded) return;
      throw new HearthError(
        'rate_limited',
        'Too many requests. Wait, then try again: Retry-After says how long.',
        {
          retryAfter: Math.max(1, limit.ttlInSeconds),
        },
      );
    };
  };
  const byAddress = limiter(rates.address);
  const byProject = limiter(rates.project);
  const byMember = limiter(rates.member);

  app.decorate('limitRequest', async (request: FastifyRequest, project: string) => {
    // By address alone: whoever makes site keys up would otherwise have a share for each.
    await byAddress(request, `address ${request.ip}`);
    await byProject(request, `project ${project}`);
  });
  app.decorate('limitMember', (request: FastifyRequest, memberId: string) =>
    byMember(request, `member ${memberId}`),
  );
});
