import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '@hearth/schema';
import type { Reply } from '../wire.ts';
import type { History } from './history.ts';
import { plainFetch } from './page.ts';
import { chance, type Random, shuffled } from './random.ts';

/** How a network treats what it carries. */
export interface Weather {
  /** How often each delivery arrives. */
  copies: number;
  /** The longest that one copy may take on its way, in milliseconds. */
  latest: number;
  /** How likely it is that no reply to a delivery finds its way back. */
  loses: number;
}
export const calm: Weather = { copies: 1, latest: 0, loses: 0 };

/** Why a try brought nothing: an HTTP status, 0 for no answer at all; how long it took, and the wait asked for. */
export interface Miss {
  status: number;
  milliseconds: number;
  retryAfter: string | null;
}

interface Sent {
  sentAt: string;
  items: { id: string }[];
}

interface Options {
  history: History;
  random: Random;
  weather: Weather;
  /** Where a request goes that is addressed to the server: one of several, as behind a load balancer. */
  route: (url: string) => string;
}

/** Carries one member's requests, and notes in the history all that is said on either side, also what gets lost. */
export class Network {
  readonly misses: Miss[] = [];
  readonly #member: string;
  readonly #options: Options;
  readonly #underway = new Set<Promise<unknown>>();

  constructor(member: string, options: Options) {
    this.#member = member;
    this.#options = options;
  }

  /** In the place of a page's `fetch`. */
  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { history, random, route, weather } = this.#options;
    if (!url.endsWith('/interactions.record') || typeof init.body !== 'string')
      return plainFetch(route(url), init);
    const { sentAt, items }: Sent = JSON.parse(init.body);
    history.send(
      this.#member,
      items.map(({ id }) => id),
    );
    const copies = Array.from({ length: weather.copies }, (_, index) => {
      // A later copy comes as it may: in another order, at another server, long after the member has gone on.
      const body = index === 0 ? init.body : JSON.stringify({ sentAt, items: shuffled(random, items) });
      const copy = this.#carry(route(url), { ...init, body: body ?? null }, random() * weather.latest);
      this.#underway.add(copy);
      void copy.finally(() => this.#underway.delete(copy)).catch(() => {});
      return copy;
    });
    const first = await firstAnswer(copies);
    if (chance(random, weather.loses)) throw new TypeError('The reply was lost');
    return first;
  };

  /** Resolves when the last copy has arrived somewhere. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#underway]);
  }

  async #carry(url: string, init: RequestInit, delay: number): Promise<Response> {
    if (delay > 0) await pause(delay);
    const since = performance.now();
    const miss = (status: number, retryAfter: string | null) =>
      this.misses.push({ status, retryAfter, milliseconds: performance.now() - since });
    try {
      const response = await plainFetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
      const text = await response.text();
      if (response.ok) this.#options.history.hear(outcomesOf(text));
      else miss(response.status, response.headers.get('retry-after'));
      return new Response(text, { status: response.status, headers: response.headers });
    } catch (error) {
      miss(0, null);
      throw error;
    }
  }
}

function outcomesOf(text: string): readonly Outcome[] {
  const reply: Reply = JSON.parse(text);
  return reply.result?.data.outcomes ?? [];
}

/** The first that is fine; if none is, whatever the first one brought. */
async function firstAnswer(copies: readonly Promise<Response>[]): Promise<Response> {
  const fine = copies.map(async (copy) => {
    const response = await copy;
    if (!response.ok) throw new Error(`Answered ${response.status}`);
    return response;
  });
  const [first] = copies;
  if (!first) throw new Error('Nothing was sent.');
  return Promise.any(fine).catch(() => first);
}
