import type { FastifyPluginAsync } from 'fastify';
import type { Backend } from '../services.ts';

export const referralLinks: FastifyPluginAsync<{ backend: Backend }> = async () => {};
