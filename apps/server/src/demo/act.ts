import type { InteractionKind, Payload } from '@hearth/schema';
import { v7 } from 'uuid';
import type { Random } from './random.ts';

/** One thing that one of the demo's people does, at its moment. */
export interface Act {
  by: string;
  at: Date;
  id: string;
  kind: InteractionKind;
  payload: object;
  page: string;
}

/** Makes acts whose ids carry their moment, as a browser would have made them then. */
export class Acts {
  readonly list: Act[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Returns the 32 digits that posts and comments share with the interaction that made them. */
  add<K extends InteractionKind>(by: string, at: Date, kind: K, payload: Payload<K>, page = '/'): string {
    const digits = v7({ msecs: at.getTime(), random: this.#random.bytes(16) }).replaceAll('-', '');
    this.list.push({ by, at, id: `int_${digits}`, kind, payload, page });
    return digits;
  }
}
