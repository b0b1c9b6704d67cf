import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Bytes on a connection of their own, past every client that would put them right. */
export interface Heard {
  /** Of every answer that came, in order. */
  statuses: number[];
  text: string;
  /** Whether the server hung up. */
  closed: boolean;
  milliseconds: number;
}

const statusesOf = (text: string) =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));

/**
 * Sends the pieces one after the other, and listens until the server hangs up or as many answers have come.
 *
 * @param every milliseconds between two pieces
 */
export async function talk(
  address: string,
  pieces: readonly (string | Buffer)[],
  { answers = 1, every = 0, patience = 5_000 }: { answers?: number; every?: number; patience?: number } = {},
): Promise<Heard> {
  const { hostname, port } = new URL(address);
  const started = performance.now();
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  // Whoever is hung up on half-way through cannot write on: that is as it should be.
  socket.on('error', () => {});
  const said: Buffer[] = [];
  const text = () => Buffer.concat(said).toString('latin1');
  let closed = false;
  const over = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      said.push(chunk);
      if (statusesOf(text()).length >= answers) resolve();
    });
    socket.on('close', () => {
      closed = true;
      resolve();
    });
  });
  const waited = new AbortController();
  await Promise.race([
    write(socket, pieces, every).then(() => over),
    over,
    pause(patience, undefined, { signal: waited.signal }).catch(() => {}),
  ]);
  waited.abort();
  // What comes right behind an answer, such as its end, still counts.
  await pause(20);
  socket.destroy();
  const milliseconds = performance.now() - started;
  return { statuses: statusesOf(text()), text: text(), closed, milliseconds };
}

async function write(socket: Socket, pieces: readonly (string | Buffer)[], every: number): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    socket.write(piece);
    if (every > 0) await pause(every);
  }
}
