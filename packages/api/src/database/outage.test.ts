import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { isConflict, isUnavailable } from './errors.ts';
import { openTestDatabase } from './testing.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(url: string, limits: { statementTimeoutMs?: number; maxConnections?: number } = {}) {
  const database = await openDatabase({ url, connectionTimeoutMs: 500, ...limits });
  closers.push(() => database.close());
  return database;
}

/** A door in front of the server that can be shut, and through which connections can be lost. */
class Door {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  silent = false;

  constructor(target: { port: number; host: string }) {
    this.#server = createServer((near) => {
      const far = connect(target);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('data', (bytes) => this.silent || to.write(bytes));
        from.on('close', () => to.destroy());
        from.on('error', () => to.destroy());
      }
    });
  }

  async open(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async shut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }
}

async function openBehindDoor(): Promise<{ database: Database; door: Door; port: number }> {
  const url = new URL(inject('postgresUrl'));
  const door = new Door({ host: url.hostname, port: Number(url.port || 5432) });
  const port = await door.open();
  closers.push(() => door.shut());
  url.host = `127.0.0.1:${port}`;
  return { database: await open(url.href, { statementTimeoutMs: 200 }), door, port };
}

test('a server that is not there is unavailable, for raw SQL and for Prisma', async () => {
  const database = await open('postgresql://nobody@127.0.0.1:1/nowhere');
  await expect(database.query('SELECT 1')).rejects.toSatisfy(isUnavailable);
  await expect(database.transaction(async () => {})).rejects.toSatisfy(isUnavailable);
  await expect(database.prisma.project.count()).rejects.toSatisfy(isUnavailable);
  await expect(database.prisma.$transaction(async () => {})).rejects.toSatisfy(isUnavailable);
});

test('an error of ours is not taken for an outage', async () => {
  const database = await openTestDatabase();
  closers.push(() => database.close());
  for (const statement of ['SELECT 1/0', 'SELECT nonsense', 'this is not SQL']) {
    const error = await database.query(statement).catch((reason: unknown) => reason);
    expect(isUnavailable(error), statement).toBe(false);
    expect(isConflict(error), statement).toBe(false);
  }
});

// What can only happen with a server behind a network has no meaning in memory.
if (inject('database') === 'postgres') {
  describe('a server', () => {
    test('that goes away and comes back is used again without being told', async () => {
      const { database, door, port } = await openBehindDoor();
      await database.ping();
      await door.shut();
      await expect(database.query('SELECT 1')).rejects.toSatisfy(isUnavailable);
      await expect(database.prisma.$queryRaw`SELECT 1`).rejects.toSatisfy(isUnavailable);
      await door.open(port);
      expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(await database.prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    });

    test('lost between two statements of a transaction fails that transaction and nothing else', async () => {
      const { database, door, port } = await openBehindDoor();
      const failing = database.transaction(async (tx) => {
        await tx.query('SELECT 1');
        await door.shut();
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.query('SELECT 1');
      });
      await expect(failing).rejects.toSatisfy(isUnavailable);
      await door.open(port);
      await database.ping();
    });

    test('that stops answering is given up', async () => {
      const { database, door } = await openBehindDoor();
      await database.ping();
      door.silent = true;
      await Promise.all([
        expect(database.query('SELECT 1')).rejects.toSatisfy(isUnavailable),
        expect(database.prisma.$queryRaw`SELECT 1`).rejects.toSatisfy(isUnavailable),
      ]);
      door.silent = false;
      await database.ping();
    });

    test('that ends our session (restart, failover) is unavailable, then not', async () => {
      const database = await open(inject('postgresUrl'), { maxConnections: 1 });
      const suicide = database.query('SELECT pg_terminate_backend(pg_backend_pid())');
      await expect(suicide).rejects.toSatisfy(isUnavailable);
      await database.ping();
    });

    test('that takes too long is stopped, except where more time was granted', async () => {
      const database = await open(inject('postgresUrl'), { statementTimeoutMs: 50 });
      await expect(database.query('SELECT pg_sleep(1)')).rejects.toSatisfy(isUnavailable);
      await database.transaction((tx) => tx.query('SELECT pg_sleep(0.1)'), { statementTimeoutMs: 1_000 });
      await expect(database.query('SELECT pg_sleep(1)')).rejects.toSatisfy(isUnavailable);
    });

    test('whose connections are all in use is unavailable rather than waited for', async () => {
      const database = await open(inject('postgresUrl'), { maxConnections: 1 });
      await Promise.all([
        database.transaction((tx) => tx.query('SELECT pg_sleep(1)')),
        expect(database.query('SELECT 1')).rejects.toSatisfy(isUnavailable),
      ]);
    });

    test('that stops one of two entangled transactions names a conflict', async () => {
      const database = await open(inject('postgresUrl'), { statementTimeoutMs: 10_000 });
      let arrived = 0;
      let bothAreThere = () => {};
      const together = new Promise<void>((resolve) => {
        bothAreThere = resolve;
      });
      const entangle = (first: number, second: number) =>
        database.transaction(async (tx) => {
          await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [first]);
          if (++arrived === 2) bothAreThere();
          await together;
          await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [second]);
        });
      const outcomes = await Promise.allSettled([entangle(1, 2), entangle(2, 1)]);
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(reasons).toHaveLength(1);
      expect(reasons[0]).toSatisfy(isConflict);
    });
  });
}
