import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

// PGlite speaks PostgreSQL's wire protocol in memory. This stream carries it, so that the ordinary driver talks
// to PGlite exactly as to a server: same types, same errors, same pool (of one connection).

const TERMINATE = 'X'.charCodeAt(0);
const STARTUP = 0; // the one message without a type byte: it begins with the high byte of its length
const AUTHENTICATED_AND_READY = Buffer.from('5200000008000000005a0000000549', 'hex');

/** The connection that owns the session inside each PGlite: there is only one to own. */
const owners = new WeakMap<PGlite, PgliteSocket>();

export class PgliteSocket extends Duplex {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  // What the driver expects of a network socket
  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#leave();
    done(error);
  }

  #send(message: Buffer, done: (error?: Error | null) => void): void {
    try {
      if (message[0] === TERMINATE) this.#leave();
      else if (message[0] === STARTUP) this.#enter();
      else this.#reply(this.#pglite.execProtocolRawSync(message));
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error('PGlite failed', { cause: error }));
    }
  }

  /** Later, as a network would: the driver writes from within its parser, which must not be entered twice. */
  #reply(message: Uint8Array): void {
    process.nextTick(() => {
      if (!this.destroyed) this.push(message);
    });
  }

  #enter(): void {
    owners.get(this.#pglite)?.destroy();
    owners.set(this.#pglite, this);
    this.#reply(AUTHENTICATED_AND_READY);
  }

  /** A server forgets a session when its connection ends; here the next connection would inherit it. */
  #leave(): void {
    if (owners.get(this.#pglite) !== this) return;
    owners.delete(this.#pglite);
    if (this.#pglite.closed) return;
    for (const statement of ['ROLLBACK', 'DISCARD ALL']) {
      this.#pglite.execProtocolRawSync(simpleQuery(statement));
    }
  }
}

function simpleQuery(statement: string): Buffer {
  const text = Buffer.from(`${statement}\0`);
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}
