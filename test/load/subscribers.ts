import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Connections that are opened at the same time. */
const AT_ONCE = 50;

/** Readers of a live feed over bare sockets: what they cost themselves would otherwise be taken for the server's. */
export class Subscribers {
  readonly #sockets: Socket[] = [];
  #heard: number[] = [];
  #wanted = '';
  #all: () => void = () => {};
  /** Readers whose connection ended. */
  lost = 0;

  /** So many more, each of whom the server has told that it listens. */
  async open(count: number, { port, path }: { port: number; path: string }): Promise<void> {
    const one = async () => {
      const socket = connect({ port, host: '127.0.0.1' });
      this.#sockets.push(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.lost += 1;
      });
      await once(socket, 'connect');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`);
      const [head]: Buffer[] = await once(socket, 'data');
      if (!head?.includes('HTTP/1.1 200')) throw new Error(`A subscriber was answered ${head}`);
      socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    };
    for (let opened = 0; opened < count; opened += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - opened) }, one));
  }

  /** How long after now each of them has read this text, in milliseconds and in order; gives up after ten seconds. */
  async allHear(text: string, act: () => Promise<unknown>): Promise<number[]> {
    this.#wanted = text;
    this.#heard = [];
    const began = performance.now();
    const done = new Promise<void>((resolve) => {
      this.#all = resolve;
    });
    const late = setTimeout(() => this.#all(), 10_000);
    await act();
    await done;
    clearTimeout(late);
    return this.#heard.map((at) => at - began);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #hear(chunk: Buffer): void {
    if (this.#wanted === '' || !chunk.includes(this.#wanted)) return;
    this.#heard.push(performance.now());
    if (this.#heard.length === this.#sockets.length) this.#all();
  }
}
