import { HearthError, recordClick } from '@hearth/api';
import type { FastifyPluginAsync } from 'fastify';
import type { Backend } from '../services.ts';

/** /r/CODE: counts the visitor and sends them on to the host product, which learns the code from the address. */
export const referralLinks: FastifyPluginAsync<{ backend: Backend }> = async (app, { backend }) => {
  app.get<{ Params: { code: string } }>('/r/:code', async (request, reply) => {
    await app.limitRequest(request, 'referral links');
    const { code } = request.params;
    const visitor = { code, address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
    const click = await recordClick(backend.services, visitor, backend.secret);
    if (!click) throw new HearthError('not_found', 'Nobody shared this link. Check its spelling.');
    // Not remembered: every visit is to be counted.
    return reply.header('cache-control', 'no-store').redirect(click.redirectUrl, 302);
  });
};
