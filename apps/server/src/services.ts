import { asNobody, Bus, Folder, Identity, Recorder, type Services, startRefresher } from '@hearth/api';
import type { FastifyBaseLogger } from 'fastify';
import { Clock } from './clock.ts';
import type { Environment } from './environment.ts';
import { readInstallationSecret } from './installation-secret.ts';
import { openMigrated } from './migrated-database.ts';
import { orClose } from './or-close.ts';
import { joinOthers } from './other-processes.ts';

/** What the routes need, for as long as the process lives. */
export interface Backend {
  services: Services;
  identity: Identity;
  clock: Clock;
  /** Known to this installation alone. */
  secret: Buffer;
  /** Ends what works in the background and closes the database; a second time does nothing. */
  close(): Promise<void>;
}

export type BackendOptions = Pick<
  Environment,
  'databaseUrl' | 'databaseConnections' | 'databasePrepares' | 'publicUrl' | 'port' | 'secret' | 'secretFile'
>;

/** Opens the database, brings its tables up to date, and starts what works on them. */
export async function openBackend(
  options: BackendOptions,
  log: Pick<FastifyBaseLogger, 'info' | 'error'>,
): Promise<Backend> {
  const secret = readInstallationSecret(options);
  const { database, applied } = await openMigrated({
    url: options.databaseUrl,
    maxConnections: options.databaseConnections,
    preparesStatements: options.databasePrepares,
  });
  if (applied.length > 0) log.info({ applied }, 'Migrated the database');
  const clock = new Clock();
  const { now } = clock;
  const bus = new Bus();
  const { limits, leave } = await orClose(database, () =>
    joinOthers(database, bus, { url: options.databaseUrl, log }),
  );
  const onError = (error: unknown, about: object) => log.error({ err: error, ...about }, 'A handler failed');
  const recorder = new Recorder({ database, bus, now, onError });
  const folder = new Folder({
    database,
    bus,
    now,
    onError: (error, about) => log.error({ err: error, ...about }, 'A fold failed; the next one tries again'),
  });
  const stopRefreshing = asNobody(() =>
    startRefresher({ database, now }, (error, about) =>
      log.error({ err: error, ...about }, 'A segment could not be refreshed; the next round tries again'),
    ),
  );
  const publicUrl = options.publicUrl ?? `http://localhost:${options.port}`;
  const services: Services = { database, recorder, bus, limits, now, publicUrl };
  let closing: Promise<void> | undefined;
  return {
    services,
    identity: new Identity(services),
    clock,
    secret,
    close: () => {
      closing ??= Promise.all([folder.close(), stopRefreshing(), leave()]).then(() => database.close());
      return closing;
    },
  };
}
