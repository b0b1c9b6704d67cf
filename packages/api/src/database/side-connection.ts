import pg from 'pg';
import { rowTypes } from './row-types.ts';
import type { SqlParam } from './sql.ts';

/** How long one of its small statements, or connecting, may take before the connection counts as dead. Milliseconds. */
const PATIENCE = 2_000;
/** How often an idle connection is asked whether it still works: a cut cable says nothing by itself. Milliseconds. */
const CHECK_EVERY = 10_000;
/** The longest wait between two tries to connect. Milliseconds. */
const MOST_WAIT = 1_000;

export interface SideConnectionOptions {
  /** `postgresql://…`, past any pooler that lends a connection for one transaction at a time. */
  url: string;
  /** Told once for each time that the connection is lost. */
  onLost: (error: unknown) => void;
}

/** What is told to those who listen on a channel. */
export interface ChannelListener {
  onPayload(payload: string): void;
  /** Connected again after having been away: what was told meanwhile was not heard. */
  onReturn(): void;
}

/**
 * One connection to PostgreSQL beside the pool, for what the processes of an installation tell each other: it listens,
 * and runs small statements that must not wait behind requests. Runs as the owner, in no tenant's scope, and is not
 * to be used for tenants' rows. Connects again by itself for as long as it is open.
 */
export class SideConnection {
  readonly #options: SideConnectionOptions;
  readonly #listeners = new Map<string, ChannelListener>();
  #client: pg.Client | null = null;
  #isClosed = false;
  #tries = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: SideConnectionOptions) {
    this.#options = options;
  }

  /** Resolves after the first try to connect, whether or not it succeeded. */
  static async open(options: SideConnectionOptions): Promise<SideConnection> {
    const side = new SideConnection(options);
    await side.#connect();
    return side;
  }

  /** Whether a statement has a chance now. */
  get isUp(): boolean {
    return this.#client !== null;
  }

  /** The rows of one small statement. Rejects at once while the connection is lost. */
  async query<Row extends pg.QueryResultRow>(text: string, params: readonly SqlParam[] = []): Promise<Row[]> {
    const client = this.#client;
    if (!client) throw new Error('Connection terminated: the side connection is being opened again');
    try {
      return (await client.query<Row>(text, [...params])).rows;
    } catch (error) {
      // A statement that was refused leaves the connection as it was; anything else says nothing about its state.
      if (!(error instanceof pg.DatabaseError) || error.severity === 'FATAL') this.#lose(client, error);
      throw error;
    }
  }

  /** Listens on a channel, whose name must be a plain identifier, now and after each loss. */
  async listen(channel: string, listener: ChannelListener): Promise<void> {
    if (!/^[a-z_]+$/.test(channel)) throw new Error(`A channel is not called ${channel}`);
    this.#listeners.set(channel, listener);
    // While it is lost there is nobody to say it to: it is said upon connecting.
    if (this.#client) await this.query(`LISTEN ${channel}`);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'hearth-side',
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
      keepAlive: true,
      types: rowTypes,
      // Leases, announcements and throttles do not wait for each other.
      pipeline: true,
    });
    // A connection that dies says so by an event, which nobody hearing would end the process.
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('Connection terminated')));
    client.on('notification', ({ channel, payload = '' }) =>
      this.#listeners.get(channel)?.onPayload(payload),
    );
    try {
      await client.connect();
      const listening = [...this.#listeners.keys()].map((channel) => `LISTEN ${channel};`);
      // Nothing here has to outlive a crash, and so nobody waits for the disk.
      await client.query(`SET TIME ZONE 'UTC'; SET synchronous_commit = off; ${listening.join(' ')}`);
    } catch (error) {
      this.#abandon(client);
      this.#tryLater();
      if (this.#tries === 1) this.#options.onLost(error);
      return;
    }
    if (this.#isClosed) return void client.end();
    const isReturn = this.#tries > 0;
    this.#tries = 0;
    this.#client = client;
    this.#check();
    if (isReturn) for (const listener of this.#listeners.values()) listener.onReturn();
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#abandon(client);
    if (this.#isClosed) return;
    this.#options.onLost(error);
    this.#tryLater();
  }

  /** Its end is not waited for: a server that no longer answers does not answer that either. */
  #abandon(client: pg.Client): void {
    client.end().catch(() => {});
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    // Many processes lose a database at the same moment; they do not all come back at the same one.
    const wait = Math.min(MOST_WAIT, 50 * 2 ** this.#tries) * (0.5 + Math.random() / 2);
    this.#tries += 1;
    this.#timer = setTimeout(() => void this.#connect(), wait);
    this.#timer.unref();
  }

  #check(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A failure has been told to #lose, which goes on from there.
      this.query('SELECT 1').then(
        () => this.#check(),
        () => {},
      );
    }, CHECK_EVERY);
    this.#timer.unref();
  }
}
