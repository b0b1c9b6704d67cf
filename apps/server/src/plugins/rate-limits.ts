import { type Limits, networkOf, type Rule } from '@hearth/api';
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
    limitMember(memberId: string): Promise<void>;
  }
}

export interface Rates {
  /** Requests a minute, over all processes that share a database. */
  address: number;
  project: number;
  member: number;
}

const ruleOf = (name: keyof Rates, most: number): Rule => ({
  name,
  most,
  windowMs: 60_000,
  refusal: 'Too many requests. Wait, then try again: Retry-After says how long.',
});

/**
 * Whoever asks too much waits. Not @fastify/rate-limit: its stores are asked for every request, while these limits
 * lease permits in blocks and most requests ask nobody.
 */
export const rateLimits = fastifyPlugin<{ rates: Rates; limits: Limits }>(async (app, { rates, limits }) => {
  const byAddress = ruleOf('address', rates.address);
  const byProject = ruleOf('project', rates.project);
  const byMember = ruleOf('member', rates.member);

  app.decorate('limitRequest', async (request: FastifyRequest, project: string) => {
    // By address alone: whoever makes site keys up would otherwise have a share for each.
    await limits.count(byAddress, networkOf(request.ip));
    await limits.count(byProject, project);
  });
  app.decorate('limitMember', (memberId: string) => limits.count(byMember, memberId));
});
