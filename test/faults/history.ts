import type { Outcome } from '@hearth/schema';

type Word = Outcome['status'];

/** A row of the interaction table, its id as on the wire. */
export interface Stored {
  id: string;
  member: string;
}

/** What the senders know: whatever was ever sent, by whom, and what the server said of it. */
export class History {
  readonly #members = new Map<string, string>();
  readonly #words = new Map<string, Word[]>();

  send(member: string, ids: readonly string[]): void {
    for (const id of ids) this.#members.set(id, member);
  }

  hear(outcomes: readonly { id: string; status: Word }[]): void {
    for (const { id, status } of outcomes) this.#words.set(id, [...(this.#words.get(id) ?? []), status]);
  }

  count(word: Word): number {
    return [...this.#words.values()].filter((words) => words.includes(word)).length;
  }

  /** Everything that is wrong when this is what the table holds; empty when nothing is. */
  compare(table: readonly Stored[]): string[] {
    const problems: string[] = [];
    const stored = new Map<string, Stored>();
    for (const row of table) {
      if (stored.has(row.id)) problems.push(`${row.id} is stored twice`);
      stored.set(row.id, row);
      const sender = this.#members.get(row.id);
      if (sender === undefined) problems.push(`${row.id} is stored, but nobody sent it`);
      else if (sender !== row.member)
        problems.push(`${row.id} of ${sender} is stored as one of ${row.member}`);
    }
    for (const id of this.#members.keys()) {
      const words = this.#words.get(id) ?? [];
      const says = words.join(', then ');
      const acknowledged = words.some((word) => word !== 'rejected');
      if (words.length === 0) problems.push(`${id} was never answered`);
      if (acknowledged && !stored.has(id)) problems.push(`${id} is lost: ${says}, and not stored`);
      if (acknowledged && words.includes('rejected')) problems.push(`${id} has two truths: ${says}`);
      if (!acknowledged && stored.has(id)) problems.push(`${id} is stored although: ${says}`);
      // Accepted means stored just now, with all that follows from it: that happens once.
      if (words.filter((word) => word === 'accepted').length > 1) problems.push(`${id} was ${says}`);
    }
    return problems;
  }
}
