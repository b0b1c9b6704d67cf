import pg from 'pg';
import { queryWithin } from './entering-query.ts';
import type { SqlParam } from './sql.ts';

/** What the network may add to the longest statement before its connection counts as dead. */
const NETWORK_GRACE_MS = 3_000;
const NO_LIMIT_MS = 2 ** 31 - 1;

/**
 * How long to wait for an answer. The server keeps the statement's own limit; this one is for a server that no
 * longer answers at all.
 */
export const patience = (statementTimeoutMs: number): number =>
  statementTimeoutMs === 0 ? NO_LIMIT_MS : Math.min(statementTimeoutMs + NETWORK_GRACE_MS, NO_LIMIT_MS);

interface TimedQuery extends pg.QueryConfig {
  query_timeout: number;
}

/** More than the hot paths have: a text that is put together anew each time must not fill the server's memory. */
const MOST_PREPARED = 200;

/** Names for statements that connections plan once and keep, the same on every connection. */
const names = new Map<string, string>();

function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size === MOST_PREPARED) return known;
  const name = `hearth_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * One connection on loan from the pool. Statements run in the order they were asked for; PostgreSQL is sent them at
 * once, so that those which nobody waits for between cost one round trip together. One that fails in a transaction
 * fails all that follow it, so the first error is the one that tells.
 */
export class Session {
  readonly #client: pg.PoolClient;
  readonly #patienceMs: number;
  readonly #isPrepared: boolean;
  #last: Promise<unknown> = Promise.resolve();
  #unheard: Promise<unknown>[] = [];
  #broken: Error | undefined;

  /** `isPrepared`: its statements are planned once a connection, and so always have the same texts. */
  constructor(client: pg.PoolClient, statementTimeoutMs: number, isPrepared = false) {
    this.#client = client;
    this.#patienceMs = patience(statementTimeoutMs);
    this.#isPrepared = isPrepared;
    client.on('error', this.#handleError);
  }

  async query<Row extends pg.QueryResultRow>(text: string, params: readonly SqlParam[] = []): Promise<Row[]> {
    return (await this.ask<Row>(text, params)).rows;
  }

  async execute(text: string, params: readonly SqlParam[] = []): Promise<number> {
    return (await this.ask(text, params)).rowCount ?? 0;
  }

  async script(text: string): Promise<void> {
    await this.ask(text);
  }

  /** One statement in the scope of these projects, UUIDs with commas between; see `queryWithin`. */
  async within<Row extends pg.QueryResultRow>(
    projects: string,
    text: string,
    params: readonly SqlParam[] = [],
  ): Promise<pg.QueryResult<Row>> {
    const query = { text, values: [...params], query_timeout: this.#patienceMs };
    return this.#inTurn(() => queryWithin<Row>(this.#client, projects, query));
  }

  /** Takes a statement that was sent and that nobody waits for: what becomes of it is heard of in `settle`. */
  later(statement: Promise<unknown>): void {
    // The failure may come before anybody asks for it.
    statement.catch(() => {});
    this.#unheard.push(statement);
  }

  /** Throws what the first of those failed with: all that came after it was refused on its account alone. */
  async settle(): Promise<void> {
    const statements = this.#unheard;
    this.#unheard = [];
    await Promise.all(statements);
  }

  /** False when the server rolled back instead, which it does without an error if a statement had failed. */
  async commit(): Promise<boolean> {
    return (await this.ask('COMMIT')).command === 'COMMIT';
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

  /** One statement, with all that is known of its result. */
  async ask<Row extends pg.QueryResultRow>(
    text: string,
    params: readonly SqlParam[] = [],
  ): Promise<pg.QueryResult<Row>> {
    const name = this.#isPrepared && params.length > 0 ? preparedName(text) : undefined;
    const query: TimedQuery = {
      text,
      values: [...params],
      query_timeout: this.#patienceMs,
      ...(name !== undefined && { name }),
    };
    return this.#inTurn(() => this.#client.query<Row>(query));
  }

  async #inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const run = () => {
      if (this.#broken) throw this.#broken;
      gather(this.#client);
      return ask();
    };
    // PGlite answers in turn anyway.
    const turn = this.#client.pipeline ? (async () => run())() : this.#last.then(run);
    this.#last = turn.catch((error: unknown) => {
      if (leavesConnectionUnusable(error)) this.#broken = error;
    });
    return turn;
  }

  // A connection that dies between two statements says so by an event, which nobody hearing would end the process.
  readonly #handleError = (error: Error): void => {
    this.#broken = error;
  };
}

/**
 * Holds back what is sent to the server until everything that could be asked now has been: one write for all of it,
 * which costs far more processor than what is written.
 */
function gather(client: pg.PoolClient): void {
  if (!client.pipeline || gathering.has(client)) return;
  const { stream } = client.connection;
  gathering.add(client);
  stream.cork();
  // It comes when no promise has anything left to do.
  process.nextTick(() => {
    gathering.delete(client);
    stream.uncork();
  });
}

const gathering = new WeakSet<pg.PoolClient>();

/** After these the server hangs up a moment later, or never answers: nobody should be lent the connection again. */
function leavesConnectionUnusable(error: unknown): error is Error {
  if (error instanceof pg.DatabaseError) return error.severity === 'FATAL';
  return error instanceof Error && error.message === 'Query read timeout';
}
