import type { Sql } from '../database/database.ts';
import { findChanged } from './day-store.ts';
import { type MemberSet, readMembers } from './member-set.ts';
import { monthsOf } from './months.ts';

/** Sets of one key on the days of a period, half-open. */
export interface DayRange {
  key: string;
  from: string;
  to: string;
}

/** Whose days are read, and as of which fold at least: what that one has written is in. */
export interface Source {
  sql: Sql;
  projectId: string;
  version: number;
}

/** A month of one key's sets. */
export interface Chunk {
  key: string;
  month: string;
  /** All that folds up to this one have written is here. */
  version: number;
  days: Map<string, { members: MemberSet; version: number }>;
  bytes: number;
  /** Readers that hold it: what is in use stays, and stays counted. */
  readers: number;
}

/** What an empty entry costs, roughly. */
const OVERHEAD = 256;

/** Months of days, kept from question to question and dropped, the longest unused first, beyond its capacity. */
export class DayCache {
  readonly #capacity: number;
  /** By project, key and month; the least recently used first. */
  readonly #chunks = new Map<string, Chunk>();
  #bytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Bytes held. */
  get size(): number {
    return this.#bytes;
  }

  /** Lends up-to-date chunks, by `key month`, until `work` returns. */
  async withChunks<T>(
    source: Source,
    ranges: readonly DayRange[],
    work: (chunks: ReadonlyMap<string, Chunk>) => T,
  ): Promise<T> {
    const chunks = this.#take(source.projectId, ranges);
    try {
      const stale = [...chunks.values()].filter(({ version }) => version < source.version);
      if (stale.length > 0) await this.#refresh(source, stale);
      return work(chunks);
    } finally {
      for (const chunk of chunks.values()) chunk.readers -= 1;
      this.#shrink();
    }
  }

  #take(projectId: string, ranges: readonly DayRange[]): Map<string, Chunk> {
    const taken = new Map<string, Chunk>();
    for (const { key, ...period } of ranges) {
      for (const month of monthsOf(period)) {
        const name = `${key} ${month}`;
        if (taken.has(name)) continue;
        const id = `${projectId} ${name}`;
        const chunk = this.#chunks.get(id) ?? this.#create(key, month);
        // Put back at the end: the most recently used.
        this.#chunks.delete(id);
        this.#chunks.set(id, chunk);
        chunk.readers += 1;
        taken.set(name, chunk);
      }
    }
    return taken;
  }

  #create(key: string, month: string): Chunk {
    this.#bytes += OVERHEAD;
    return { key, month, version: -1, days: new Map(), bytes: OVERHEAD, readers: 0 };
  }

  async #refresh({ sql, projectId, version }: Source, chunks: readonly Chunk[]): Promise<void> {
    const rows = await findChanged(
      sql,
      projectId,
      chunks.map(({ key, month, version: since }) => {
        const end = new Date(`${month}-01`);
        end.setUTCMonth(end.getUTCMonth() + 1);
        return { key, from: `${month}-01`, to: end.toISOString().slice(0, 10), since };
      }),
    );
    for (const { place, day, version: own, members: bytes } of rows) {
      const chunk = chunks[place];
      if (!chunk) throw new Error(`Nobody asked for place ${place}`);
      const known = chunk.days.get(day);
      // Another question may have read a newer one meanwhile.
      if (known && known.version >= own) continue;
      const members = readMembers(bytes);
      chunk.days.set(day, { members, version: own });
      const growth = members.bytes + OVERHEAD - (known ? known.members.bytes + OVERHEAD : 0);
      chunk.bytes += growth;
      this.#bytes += growth;
    }
    // Only now, when all of a fold's rows are in: folds commit one after another, each as a whole.
    for (const [place, chunk] of chunks.entries()) {
      const read = rows.filter((row) => row.place === place).map((row) => row.version);
      chunk.version = Math.max(chunk.version, version, ...read);
    }
  }

  #shrink(): void {
    for (const [id, chunk] of this.#chunks) {
      if (this.#bytes <= this.#capacity) return;
      if (chunk.readers > 0) continue;
      this.#chunks.delete(id);
      this.#bytes -= chunk.bytes;
    }
  }
}
