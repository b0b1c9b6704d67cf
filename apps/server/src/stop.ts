import type { FastifyInstance } from 'fastify';

/** Whoever asked us to stop kills us soon after; Kubernetes waits 30 seconds, Docker 10. Milliseconds. */
const DEADLINE = 4_500;

/**
 * On SIGTERM or SIGINT: takes no new connections, answers what is being answered (so that what was stored is
 * also acknowledged), ends live streams, closes the database, and leaves.
 */
export function stopOnSignal(app: FastifyInstance): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    app.log.info({ signal }, 'Stopping');
    setTimeout(() => {
      app.log.error('Stopping took too long');
      process.exit(1);
    }, DEADLINE).unref();
    try {
      await app.close();
      process.exit(0);
    } catch (error) {
      app.log.error({ err: error }, 'Could not stop cleanly');
      process.exit(1);
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
