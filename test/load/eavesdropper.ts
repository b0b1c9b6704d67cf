import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { MessageReader } from '../faults/postgres-messages.ts';

/** A statement as it was sent; the values are texts, as the driver makes them. */
export interface Statement {
  text: string;
  values: readonly (string | null)[];
}

/** From BEGIN to COMMIT. Those of one list were sent at once: the sender waited for nothing between them. */
export type Spoken = readonly (readonly Statement[])[];

const NULL = -1;

/** Stands between a server and its database, passes everything on, and remembers what was said in transactions. */
export class Eavesdropper {
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  /** Those committed, oldest first. */
  heard: Spoken[] = [];

  constructor(databaseUrl: string) {
    const { hostname, port } = new URL(databaseUrl);
    this.#target = { host: hostname, port: Number(port) };
  }

  /** Gives the address under which the database is now to be had. */
  async listen(databaseUrl: string): Promise<string> {
    const server = createServer((client) => this.#join(client)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port could be had.');
    this.#server = server;
    return Object.assign(new URL(databaseUrl), { port: `${address.port}` }).href;
  }

  close(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(client: Socket): void {
    const database = createConnection(this.#target);
    const reader = new MessageReader({ hasStartup: true });
    const texts = new Map<string, string>();
    let spoken: Statement[][] = [];
    client.on('data', (chunk: Buffer) => {
      const statements = reader.readWhole(chunk).flatMap((message) => understand(message, texts));
      if (statements.some(({ text }) => text.startsWith('BEGIN'))) spoken = [];
      if (statements.length > 0) spoken.push(statements);
      if (statements.some(({ text }) => text === 'COMMIT')) this.heard.push(spoken);
      database.write(chunk);
    });
    database.on('data', (chunk: Buffer) => client.write(chunk));
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
  }
}

/** What a client's message asks for: a query by itself, or a bind to what was prepared under a name. */
function understand(message: Buffer, texts: Map<string, string>): Statement[] {
  const type = String.fromCharCode(message[0] ?? 0);
  let at = 5;
  const text = () => {
    const end = message.indexOf(0, at);
    const found = message.toString('utf8', at, end);
    at = end + 1;
    return found;
  };
  if (type === 'Q') return [{ text: text(), values: [] }];
  if (type === 'P') texts.set(text(), text());
  if (type !== 'B') return [];
  // The portal's name, then the statement's.
  text();
  const prepared = texts.get(text()) ?? '';
  at += 2 + 2 * message.readUInt16BE(at);
  const count = message.readUInt16BE(at);
  at += 2;
  const values = Array.from({ length: count }, () => {
    const length = message.readInt32BE(at);
    at += 4;
    if (length === NULL) return null;
    at += length;
    return message.toString('utf8', at - length, at);
  });
  return [{ text: prepared, values }];
}
