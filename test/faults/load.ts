import { setTimeout as pause } from 'node:timers/promises';
import { openRows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { audit, readLog } from './audit.ts';
import { History } from './history.ts';
import { gatherMembers, type Member, type MembersOptions } from './members.ts';
import type { Miss } from './network.ts';
import { auditNumbers } from './numbers.ts';

export type LoadOptions = Omit<MembersOptions, 'history' | 'rows'> & {
  /** The database itself, past every fault. */
  databaseUrl: string;
  members: number;
  /** How many things each of them does at most. */
  most?: number;
};

/** Members who act without rest while things go wrong, and the judgement of what is left in the end. */
export class Load {
  readonly history: History;
  readonly members: readonly Member[];
  readonly #options: LoadOptions;
  readonly #over = new AbortController();
  #acting: Promise<unknown> = Promise.resolve();

  private constructor(history: History, members: readonly Member[], options: LoadOptions) {
    this.history = history;
    this.members = members;
    this.#options = options;
  }

  /** Begins at once. */
  static async begin(server: Pick<Stack, 'api' | 'demo'>, options: LoadOptions): Promise<Load> {
    const history = new History({ repeats: (options.weather?.copies ?? 1) > 1 });
    const { rows, close } = await openRows(options.databaseUrl);
    const members = await gatherMembers(server, options.members, { ...options, history, rows });
    await close();
    const load = new Load(history, members, options);
    load.#acting = Promise.all(members.map((member) => member.run(load.#over.signal, options.most)));
    return load;
  }

  get misses(): Miss[] {
    return this.members.flatMap(({ misses }) => [...misses]);
  }

  /** Statuses of tries that brought nothing, each once, in order. */
  get missed(): number[] {
    return [...new Set(this.misses.map(({ status }) => status))].sort((a, b) => a - b);
  }

  get waiting(): number {
    return this.members.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  hurry(): void {
    for (const member of this.members) member.hurry();
  }

  /** Resolves when the members have done all they were to do, or after so many milliseconds. */
  async isDone(patience: number): Promise<void> {
    const until = performance.now() + patience;
    let acting = true;
    void this.#acting.then(() => {
      acting = false;
    });
    while (acting && performance.now() < until) {
      await pause(500);
      this.hurry();
    }
  }

  /**
   * Nobody begins anything more; resolves when all are told what became of what they did. With `hurry` their browsers
   * say that the network is back, rather than leaving the SDK to its own growing patience.
   */
  async end({ hurry = true, patience = 120_000 } = {}): Promise<void> {
    this.#over.abort();
    await this.#acting;
    const draining = Promise.all(this.members.map((member) => member.drain(patience)));
    const over = new AbortController();
    const hurrying = (async () => {
      while (hurry && !over.signal.aborted && this.waiting > 0) {
        this.hurry();
        await pause(500);
      }
    })();
    await draining;
    over.abort();
    await hurrying;
    for (const member of this.members) member.leave();
  }

  /** Everything that is wrong with what is stored now; empty when nothing is. */
  async problems(): Promise<string[]> {
    const { databaseUrl, named } = this.#options;
    const { rows, close } = await openRows(databaseUrl);
    const log = await readLog(rows, named);
    const contradictions = await audit(rows);
    await close();
    return [
      ...this.members.flatMap(({ waiting }, index) =>
        waiting > 0 ? [`${waiting} of member ${index} still wait`] : [],
      ),
      ...this.#untold(),
      ...this.history.compare(log),
      ...contradictions,
      ...(await auditNumbers(databaseUrl)),
    ];
  }

  /** What the SDK told its page must be what some reply of the server said. */
  #untold(): string[] {
    return this.members.flatMap(({ told }) =>
      told.flatMap((outcome) =>
        this.history.heard(outcome) ? [] : [`${outcome.id} was told ${outcome.status}, which nobody said`],
      ),
    );
  }
}
