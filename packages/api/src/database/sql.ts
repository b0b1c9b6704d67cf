import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { Session } from './session.ts';
import { entering } from './tenant-scope.ts';

export type SqlParam =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | object
  | null
  | undefined
  | readonly SqlParam[];

export interface Sql {
  /** The rows. Cast every parameter (`$1::uuid[]`), so that both engines read it alike. */
  query<Row extends pg.QueryResultRow>(text: string, params?: readonly SqlParam[]): Promise<Row[]>;
  /** How many rows were written. */
  execute(text: string, params?: readonly SqlParam[]): Promise<number>;
  /** Several statements without parameters: migrations and fixtures. */
  script(text: string): Promise<void>;
}

export interface Transaction extends Sql {
  /** Goes on without waiting for a write; should it fail, so does the transaction or the savepoint that it is in. */
  later(write: Promise<unknown>): void;
  /** What `fn` does is undone if it throws, and only that; the error goes on to the caller. */
  savepoint<T>(fn: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface TransactionOptions {
  isolation?: 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** Instead of the database's own limit; 0 is none. */
  statementTimeoutMs?: number;
  /** For a hot path whose statements are always the same texts: each connection plans them once. */
  isHot?: boolean;
}

interface Scope {
  open: boolean;
}

/** SQL over a pool: a connection for each statement, or one for a whole transaction. */
export class PooledSql implements Sql {
  readonly #pool: pg.Pool;
  readonly #statementTimeoutMs: number;
  readonly #prepares: boolean;
  readonly #scopes = new AsyncLocalStorage<Scope>();

  /** `prepares`: whether connections keep what they have planned from one transaction to the next. */
  constructor(pool: pg.Pool, statementTimeoutMs: number, prepares = false) {
    this.#pool = pool;
    this.#statementTimeoutMs = statementTimeoutMs;
    this.#prepares = prepares;
  }

  async query<Row extends pg.QueryResultRow>(text: string, params?: readonly SqlParam[]): Promise<Row[]> {
    return (await this.#alone<Row>(text, params)).rows;
  }

  async execute(text: string, params?: readonly SqlParam[]): Promise<number> {
    return (await this.#alone(text, params)).rowCount ?? 0;
  }

  async script(text: string): Promise<void> {
    const run = (session: Session) => session.script(text);
    const projects = entering();
    if (projects === null) await this.#withSession(this.#statementTimeoutMs, run);
    else await this.#within(begin({}, projects), this.#statementTimeoutMs, run);
  }

  /** Resolves only when committed. */
  async transaction<T>(fn: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const limit = options.statementTimeoutMs ?? this.#statementTimeoutMs;
    const isPrepared = this.#prepares && options.isHot === true;
    const opening = `${begin(options, entering())}${isPrepared ? PLANNED_ONCE : ''}`;
    const work = async (session: Session) => {
      const scope: Scope = { open: true };
      try {
        return await this.#scopes.run(scope, () => fn(new OpenTransaction(session, scope)));
      } finally {
        scope.open = false;
      }
    };
    return this.#within(opening, limit, work, isPrepared);
  }

  /** One statement by itself, in a transaction of its own. */
  async #alone<Row extends pg.QueryResultRow>(
    text: string,
    params?: readonly SqlParam[],
  ): Promise<pg.QueryResult<Row>> {
    const projects = entering();
    return this.#withSession(this.#statementTimeoutMs, (session) =>
      projects === null ? session.ask<Row>(text, params) : session.within<Row>(projects, text, params),
    );
  }

  async #within<T>(
    opening: string,
    limit: number,
    work: (session: Session) => Promise<T>,
    isPrepared = false,
  ): Promise<T> {
    const inside = async (session: Session) => {
      try {
        // Neither the beginning nor what nobody needs to hear of is waited for: once one has failed the server refuses
        // all that follows, the commit too.
        session.later(session.script(opening));
        const result = await settled(session, work(session));
        const committing = session.commit();
        committing.catch(() => {});
        await session.settle();
        if (!(await committing)) throw new Error(SWALLOWED);
        return result;
      } catch (error) {
        await session.rollback();
        throw error;
      }
    };
    return this.#withSession(limit, inside, isPrepared);
  }

  /** Throws inside a transaction, where a second connection would wait for the first one for ever. */
  refuseInsideTransaction(): void {
    if (this.#scopes.getStore()?.open) throw new Error(USE_THE_TRANSACTION);
  }

  async #withSession<T>(
    timeoutMs: number,
    work: (session: Session) => Promise<T>,
    isPrepared = false,
  ): Promise<T> {
    this.refuseInsideTransaction();
    const session = new Session(await this.#pool.connect(), timeoutMs, isPrepared);
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }
}

/** What `work` resolves to. When it fails, what failed before it and was not heard of is thrown instead. */
async function settled<T>(session: Session, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    await session.settle();
    throw error;
  }
}

const SWALLOWED =
  'Nothing was committed: a statement failed in this transaction and its error was swallowed. Wrap what may fail in tx.savepoint.';
const USE_THE_TRANSACTION =
  'This runs inside a transaction: use the tx that was handed in, not the database (PGlite has only one connection).';
const OVER = 'This transaction is over: await everything that uses its tx before returning.';
const ONE_SAVEPOINT =
  'A savepoint of this transaction is still open: await it first, or nest on the tx that it handed in.';

/**
 * Planning takes longer than what is planned: by default each statement is planned for its own values again. Tables that
 * are young when a connection plans for them are taken for empty; they are to be asked by key all the same.
 */
const PLANNED_ONCE = '; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off';

function begin(
  { isolation, readOnly, statementTimeoutMs }: TransactionOptions,
  projects: string | null,
): string {
  const mode = [isolation ? `ISOLATION LEVEL ${isolation}` : '', readOnly ? 'READ ONLY' : '']
    .join(' ')
    .trim();
  const limit =
    statementTimeoutMs === undefined
      ? ''
      : `; SET LOCAL statement_timeout = ${Math.round(statementTimeoutMs)}`;
  // Of this transaction alone, so that connections can be shared by a pooler such as PgBouncer.
  const scope =
    projects === null ? '' : `; SET LOCAL ROLE hearth_app; SET LOCAL hearth.projects = '${projects}'`;
  return `BEGIN ${mode}${limit}${scope}`;
}

class OpenTransaction implements Transaction {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #depth: number;
  #hasSavepoint = false;

  constructor(session: Session, scope: Scope, depth = 1) {
    this.#session = session;
    this.#scope = scope;
    this.#depth = depth;
  }

  async query<Row extends pg.QueryResultRow>(text: string, params?: readonly SqlParam[]): Promise<Row[]> {
    return this.#open().query<Row>(text, params);
  }

  async execute(text: string, params?: readonly SqlParam[]): Promise<number> {
    return this.#open().execute(text, params);
  }

  async script(text: string): Promise<void> {
    await this.#open().script(text);
  }

  later(write: Promise<unknown>): void {
    this.#open().later(write);
  }

  async savepoint<T>(fn: (tx: Transaction) => Promise<T>): Promise<T> {
    const session = this.#open();
    // Two at once would undo each other's work without a word.
    if (this.#hasSavepoint) throw new Error(ONE_SAVEPOINT);
    this.#hasSavepoint = true;
    const name = `s${this.#depth}`;
    try {
      await session.script(`SAVEPOINT ${name}`);
      try {
        const result = await settled(session, fn(new OpenTransaction(session, this.#scope, this.#depth + 1)));
        await session.settle();
        await session.script(`RELEASE ${name}`);
        return result;
      } catch (error) {
        await session.script(`ROLLBACK TO ${name}; RELEASE ${name}`);
        throw error;
      }
    } finally {
      this.#hasSavepoint = false;
    }
  }

  #open(): Session {
    if (!this.#scope.open) throw new Error(OVER);
    return this.#session;
  }
}
