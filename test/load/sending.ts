import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Single, World } from './traffic.mjs';

/** Where to send, and in whose name. */
export interface Assignment {
  seed: number;
  port: number;
  connections: number;
  siteKey: string;
  origin: string;
  keyId: string;
  keySecret: string;
  members: number;
  world: World;
  databaseUrl: string;
  projectId: string;
}

export type Command =
  | { do: 'begin'; assignment: Assignment }
  | { do: 'write'; requests: number; inTurn: boolean; only: Single | null }
  | { do: 'flood' }
  | { do: 'pace'; perSecond: number }
  | { do: 'compare' }
  | { do: 'end' };

/** What came of a round: times in milliseconds from when a request was due to its whole answer. */
export interface Report {
  items: number;
  milliseconds: number;
  p50: number;
  p99: number;
  worst: number;
  processorMicroseconds: number;
  /** Requests that were not answered with as many acceptances as they had items, and what the first was answered with. */
  failures: number;
  failure: string | null;
}

export interface Comparison {
  acknowledged: number;
  /** Acknowledged and not in the table. */
  lost: number;
  /** In the table and never acknowledged. */
  foreign: number;
}

/** The process that sends, by remote control: one command at a time. */
export class Sending {
  readonly #child: ChildProcess;
  readonly #died: Promise<never>;

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'sender.mjs'), { execArgv: ['--expose-gc'] });
    this.#died = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The sender ended with ${code}.`);
    });
    this.#died.catch(() => {});
  }

  /** Again: over so many connections from now on. */
  begin(assignment: Assignment): Promise<void> {
    return this.#order({ do: 'begin', assignment });
  }

  /** Writes the next round's requests, ten items each. `inTurn`: each member sends, rather than any. */
  write(requests: number, { inTurn = false } = {}): Promise<number> {
    return this.#order({ do: 'write', requests, inTurn, only: null });
  }

  /** Writes the next round's requests, one item of this kind each, by the members in turn. */
  writeSingles(requests: number, only: Single): Promise<number> {
    return this.#order({ do: 'write', requests, inTurn: true, only });
  }

  flood(): Promise<Report> {
    return this.#order({ do: 'flood' });
  }

  pace(perSecond: number): Promise<Report> {
    return this.#order({ do: 'pace', perSecond });
  }

  compare(): Promise<Comparison> {
    return this.#order({ do: 'compare' });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.send({ do: 'end' } satisfies Command);
    await gone;
  }

  async #order<T>(command: Command): Promise<T> {
    const answered = once(this.#child, 'message');
    this.#child.send(command);
    const [{ answer, error }] = await Promise.race([answered, this.#died]);
    if (error !== undefined) throw new Error(`The sender failed: ${error}`);
    return answer;
  }
}
