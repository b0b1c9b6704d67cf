import { type Bus, type Database, Limits, Relay, SideConnection } from '@hearth/api';
import type { FastifyBaseLogger } from 'fastify';

export interface Together {
  limits: Limits;
  /** Tells the others what waits, and leaves them. */
  leave(): Promise<void>;
}

/**
 * Makes this process one with the others on the same PostgreSQL: what is announced here is heard there, and limits are
 * counted together. An embedded database has one process, which is alone.
 */
export async function joinOthers(
  { engine }: Pick<Database, 'engine'>,
  bus: Bus,
  { url, log }: { url: string; log: Pick<FastifyBaseLogger, 'error'> },
): Promise<Together> {
  if (engine === 'pglite') return { limits: new Limits(), leave: async () => {} };
  const side = await SideConnection.open({
    url,
    onLost: (error) =>
      log.error(
        { err: error },
        'The connection to the other processes is lost, and tried again until it is back',
      ),
  });
  const relay = await Relay.start(bus, side);
  const limits = new Limits({
    shared: side,
    onError: (error) => log.error({ err: error }, 'Limits are counted by this process alone for a moment'),
  });
  return {
    limits,
    leave: async () => {
      limits.close();
      await relay.close();
      await side.close();
    },
  };
}
