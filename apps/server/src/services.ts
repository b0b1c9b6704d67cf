import { Bus, Identity, migrate, openDatabase, Recorder, type Services } from '@hearth/api';
import type { FastifyBaseLogger } from 'fastify';
import type { Environment } from './environment.ts';

/** What the routes need, for as long as the process lives. */
export interface Backend {
  services: Services;
  identity: Identity;
  close(): Promise<void>;
}

/** Opens the database, brings its tables up to date, and starts what works on them. */
export async function openBackend(
  environment: Pick<Environment, 'databaseUrl' | 'databaseConnections' | 'publicUrl' | 'port'>,
  log: Pick<FastifyBaseLogger, 'info' | 'error'>,
): Promise<Backend> {
  const database = await openDatabase({
    url: environment.databaseUrl,
    maxConnections: environment.databaseConnections,
  });
  const { applied } = await migrate(database);
  if (applied.length > 0) log.info({ applied }, 'Migrated the database');
  const now = () => new Date();
  const bus = new Bus();
  const onError = (error: unknown, about: object) => log.error({ err: error, ...about }, 'A handler failed');
  const recorder = new Recorder({ database, bus, now, onError });
  const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
  const services: Services = { database, recorder, bus, now, publicUrl };
  return { services, identity: new Identity(services), close: () => database.close() };
}
