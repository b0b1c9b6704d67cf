import pg from 'pg';
import type { Param } from './sql.ts';

/** What the network may add to the longest statement before its connection counts as dead. */
const NETWORK_GRACE_MS = 3_000;

/** One connection on loan from the pool: one statement at a time, in the order they were asked for. */
export class Session {
  readonly #client: pg.PoolClient;
  readonly #timeoutMs: number;
  #last: Promise<unknown> = Promise.resolve();
  #broken: Error | undefined;

  constructor(client: pg.PoolClient, timeoutMs: number) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
    client.on('error', this.#handleError);
  }

  async query<Row extends pg.QueryResultRow>(text: string, params: readonly Param[] = []): Promise<Row[]> {
    return (await this.#inTurn(() => this.#client.query<Row>(text, [...params]))).rows;
  }

  async execute(text: string, params: readonly Param[] = []): Promise<number> {
    return (await this.#inTurn(() => this.#client.query(text, [...params]))).rowCount ?? 0;
  }

  async script(text: string): Promise<void> {
    await this.#inTurn(() => this.#client.query(text));
  }

  /** False when the server rolled back instead, which it does without an error if a statement had failed. */
  async commit(): Promise<boolean> {
    return (await this.#inTurn(() => this.#client.query('COMMIT'))).command === 'COMMIT';
  }

  /** Never throws: when it cannot be said, the connection is closed and the server rolls back by itself. */
  async rollback(): Promise<void> {
    try {
      await this.script('ROLLBACK');
    } catch (error) {
      this.#broken = error instanceof Error ? error : new Error('The rollback failed', { cause: error });
    }
  }

  release(): void {
    this.#client.off('error', this.#handleError);
    this.#client.release(this.#broken);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#withinTime(work));
    this.#last = turn.catch((error: unknown) => {
      // The server hangs up after this one, a moment later: nobody should be lent the connection meanwhile.
      if (error instanceof pg.DatabaseError && error.severity === 'FATAL') this.#broken = error;
    });
    return turn;
  }

  /** The server keeps its own limit; this one is for a server that no longer answers at all. */
  async #withinTime<T>(work: () => Promise<T>): Promise<T> {
    if (this.#broken) throw this.#broken;
    if (this.#timeoutMs === 0) return work();
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#broken = new Error('Query read timeout');
        reject(this.#broken);
      }, this.#timeoutMs + NETWORK_GRACE_MS);
      work()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  // A connection that dies between two statements says so by an event, which nobody hearing would end the process.
  readonly #handleError = (error: Error): void => {
    this.#broken = error;
  };
}
