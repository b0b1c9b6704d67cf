import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { MessageReader } from './postgres-messages.ts';

/** What becomes of one COMMIT: passed on, done without a word of it, or cut off before it arrives. */
export type Fate = 'passes' | 'reply lost' | 'never arrives';

/** A TCP proxy before a PostgreSQL server, which misbehaves as it is told to. Times are in milliseconds. */
export class DatabaseProxy {
  /** Each way, everything takes so much longer. */
  delay = 0;
  /** Takes connections and passes nothing on, as a dead network does; what was held is passed on afterwards. */
  silent = false;
  /** Asked at each COMMIT that a client sends. */
  fateOfCommit: () => Fate = () => 'passes';
  /** How many COMMITs met which fate. */
  readonly fates: Record<Fate, number> = { passes: 0, 'reply lost': 0, 'never arrives': 0 };
  readonly #target: { host: string; port: number };
  readonly #open = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(databaseUrl: string) {
    const { hostname, port } = new URL(databaseUrl);
    this.#target = { host: hostname, port: Number(port) };
  }

  /** Takes connections; after `refuse`, on the same port again. */
  async listen(): Promise<void> {
    const server = createServer((client) => this.#join(client)).listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port could be had.');
    this.#port = address.port;
    this.#server = server;
  }

  /** The same database by way of this proxy. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.port = `${this.#port}`;
    return url.href;
  }

  /** Ends every connection there is; new ones are taken. */
  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }

  /** Is gone: no connection stays, none is taken. */
  async refuse(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  #join(client: Socket): void {
    const database = createConnection(this.#target);
    const both = [client, database];
    const end = () => {
      for (const socket of both) socket.destroy();
    };
    for (const socket of both) {
      socket.setNoDelay(true);
      this.#open.add(socket);
      // A connection that ends badly is what this is for: the other side hears of it by its own end.
      socket.on('error', end);
      socket.on('close', () => {
        this.#open.delete(socket);
        end();
      });
    }
    let fate: Fate = 'passes';
    const questions = new MessageReader({ hasStartup: true });
    this.#pass(client, database, (chunk) => {
      if (!questions.read(chunk).some(({ isCommit }) => isCommit)) return true;
      fate = this.fateOfCommit();
      this.fates[fate] += 1;
      if (fate === 'never arrives') end();
      return fate !== 'never arrives';
    });
    const answers = new MessageReader({ hasStartup: false });
    this.#pass(database, client, (chunk) => {
      const isDone = answers.read(chunk).some(({ isCommitted }) => isCommitted);
      if (!isDone || fate !== 'reply lost') return true;
      end();
      return false;
    });
  }

  /** In order, each chunk as late as it was told to be when it came; none once `looks` has said no. */
  #pass(from: Socket, to: Socket, looks: (chunk: Buffer) => boolean): void {
    let last = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      const due = performance.now() + this.delay;
      from.pause();
      last = last.then(async () => {
        while (this.silent && !from.destroyed) await pause(20);
        if (due > performance.now()) await pause(due - performance.now());
        if (!from.destroyed && looks(chunk) && !to.destroyed) to.write(chunk);
        from.resume();
      });
    });
  }
}
