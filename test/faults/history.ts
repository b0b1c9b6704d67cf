import type { Outcome, RejectionCode } from '@hearth/schema';

type Word = Outcome['status'];

/** What the server says of one item. */
export interface Said {
  id: string;
  status: Word;
  code?: RejectionCode;
}

/** A row of the interaction table, its id as on the wire. */
export interface Stored {
  id: string;
  member: string;
}

/**
 * Refusals that depend on how things stand: another delivery of the same may be accepted a moment later, or may have
 * been a moment earlier by a transaction that the asker did not wait for.
 */
const passing = new Set<RejectionCode>([
  'insufficient_points',
  'out_of_stock',
  'too_many',
  'already_done',
  'not_found',
  'not_allowed',
  'handler_failed',
]);

/** What the senders know: whatever was ever sent, by whom, and what the server said of it. */
export class History {
  readonly #members = new Map<string, string>();
  readonly #said = new Map<string, Said[]>();
  readonly #repeats: boolean;

  /** `repeats`: deliveries are sent again whatever the answer was, and may pass each other. */
  constructor({ repeats = false } = {}) {
    this.#repeats = repeats;
  }

  send(member: string, ids: readonly string[]): void {
    for (const id of ids) this.#members.set(id, member);
  }

  hear(outcomes: readonly Said[]): void {
    for (const { id, status, code } of outcomes) {
      const said = this.#said.get(id) ?? [];
      said.push(code === undefined ? { id, status } : { id, status, code });
      this.#said.set(id, said);
    }
  }

  /** Whether the server has said this of this item. */
  heard({ id, status }: Pick<Said, 'id' | 'status'>): boolean {
    return this.#said.get(id)?.some((said) => said.status === status) ?? false;
  }

  /** Of how many items this was said. */
  count(word: Word): number {
    return [...this.#said.values()].filter((said) => said.some(({ status }) => status === word)).length;
  }

  /** How many items were sent. */
  get size(): number {
    return this.#members.size;
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
      const said = this.#said.get(id) ?? [];
      const says = said.map(({ status }) => status).join(', then ');
      const isAcknowledged = said.some(({ status }) => status !== 'rejected');
      if (said.length === 0) problems.push(`${id} was never answered`);
      if (isAcknowledged && !stored.has(id)) problems.push(`${id} is lost: ${says}, and not stored`);
      if (isAcknowledged && said.some((one) => this.#isFinal(one)))
        problems.push(`${id} has two truths: ${says}`);
      if (!isAcknowledged && said.length > 0 && stored.has(id) && !this.#mayBeLate(said))
        problems.push(`${id} is stored although: ${says}`);
      // Accepted means stored just now, with all that follows from it: that happens once.
      if (said.filter(({ status }) => status === 'accepted').length > 1) problems.push(`${id} was ${says}`);
    }
    return problems;
  }

  #isFinal({ status, code }: Said): boolean {
    return status === 'rejected' && !(this.#repeats && code !== undefined && passing.has(code));
  }

  /** Whether a delivery whose reply nobody heard may have been the one that was stored. */
  #mayBeLate(said: readonly Said[]): boolean {
    return !said.some((one) => this.#isFinal(one));
  }
}
