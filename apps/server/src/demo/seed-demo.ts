import type { FastifyBaseLogger } from 'fastify';
import type { Environment } from '../environment.ts';
import type { Backend } from '../services.ts';

export async function seedDemo(
  _backend: Backend,
  _demo: Environment['demo'],
  _server: { address: string; log: FastifyBaseLogger },
): Promise<void> {}
