import { setTimeout as pause } from 'node:timers/promises';
import type { WidgetRouter } from '@hearth/api';
import { createId } from '@hearth/client';
import type { Boot, Outcome } from '@hearth/schema';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { Stack } from '../stack.ts';
import { call, interaction, recording, type Sent, signMember } from '../wire.ts';
import type { History } from './history.ts';
import { chance, oneOf, type Random, wholeFrom } from './random.ts';

/** How a batch of interactions is handed over; rejects when there is no answer, or one that stores nothing. */
type Hand = (items: readonly unknown[]) => Promise<readonly Outcome[]>;

/** Why a try brought nothing: an HTTP status, 0 for no answer at all; how long it took, and the wait asked for. */
export interface Miss {
  status: number;
  milliseconds: number;
  retryAfter: string | null;
}

class MissError extends Error {
  readonly status: number;
  readonly retryAfter: string | null;
  constructor(status: number, retryAfter: string | null) {
    super(`Answered ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** What the demo has for its members to act on. */
export type World = Required<Pick<Boot, 'nps' | 'checklist' | 'rewards' | 'feed'>>;

/** One of many members, who send without rest what they do, and send it again until they are answered. */
export class Sender {
  readonly misses: Miss[] = [];
  readonly #name: string;
  readonly #hand: Hand;
  readonly #world: World;
  readonly #random: Random;
  readonly #history: History;
  readonly #answers = [createId('ans'), createId('ans'), createId('ans')];
  readonly #acknowledged: Sent[][] = [];

  constructor(
    name: string,
    hand: Hand,
    { world, random, history }: { world: World; random: Random; history: History },
  ) {
    this.#name = name;
    this.#hand = hand;
    this.#world = world;
    this.#random = random;
    this.#history = history;
  }

  /** Until the signal; what is under way then is still brought to its end, for at most half a minute. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const items = Array.from({ length: wholeFrom(this.#random, 10, 50) }, () => this.#act());
      this.#history.send(
        this.#name,
        items.map(({ id }) => id),
      );
      await this.#deliver(items, signal);
      // A reply that got lost looks like this to the server: the same again, some time later.
      const earlier = chance(this.#random, 0.2) && oneOf(this.#random, this.#acknowledged);
      if (earlier && !signal.aborted) await this.#deliver(earlier.toReversed(), signal);
    }
  }

  async #deliver(items: Sent[], signal: AbortSignal): Promise<void> {
    for (let patience = 150; patience > 0; patience -= signal.aborted ? 1 : 0) {
      const outcomes = await this.#try(items);
      if (outcomes) {
        this.#history.hear(outcomes);
        // One that was refused may be fine the next time, so it is not the same again.
        const stored = new Set(outcomes.filter(({ status }) => status !== 'rejected').map(({ id }) => id));
        const kept = items.filter(({ id }) => stored.has(id));
        if (kept.length > 0) this.#acknowledged.push(kept);
        return;
      }
      await pause(wholeFrom(this.#random, 20, 200));
    }
  }

  async #try(items: Sent[]): Promise<readonly Outcome[] | undefined> {
    const since = performance.now();
    try {
      return await this.#hand(items);
    } catch (error) {
      const { status, retryAfter } = error instanceof MissError ? error : new MissError(0, null);
      this.misses.push({ status, retryAfter, milliseconds: performance.now() - since });
      return undefined;
    }
  }

  /** Something a member may do, or try. */
  #act(): Sent {
    const random = this.#random;
    const { nps, checklist, rewards, feed } = this.#world;
    const post = oneOf(random, feed?.posts ?? [])?.id ?? '';
    const rare: (() => Sent)[] = [
      () => interaction('post.created', { text: `A post by ${this.#name}: ${createId('x')}` }),
      () => interaction('comment.created', { postId: post, text: `A comment: ${createId('x')}` }),
      () => interaction('reaction.added', { postId: post, emoji: '🎉' }),
      () => interaction('reaction.removed', { postId: post, emoji: '🎉' }),
      () =>
        interaction('checklist.item.completed', { itemId: oneOf(random, checklist?.items ?? [])?.id ?? '' }),
      () => interaction('reward.redeemed', { rewardId: oneOf(random, rewards?.catalogue ?? [])?.id ?? '' }),
      // Poison: nobody may lose anything by it.
      () => interaction('event.tracked', { name: 'NOT A NAME' }),
    ];
    const frequent: (() => Sent)[] = [
      () => interaction('event.tracked', { name: 'project_created' }),
      () => interaction('event.tracked', { name: 'note_shared', properties: { by: this.#name } }),
      () => interaction('widget.shown', { widget: 'feed' }),
      () =>
        interaction('survey.answered', {
          surveyId: nps?.surveyId ?? '',
          answerId: oneOf(random, this.#answers) ?? '',
          score: wholeFrom(random, 0, 10),
          complete: chance(random, 0.5),
        }),
    ];
    const act = oneOf(random, chance(random, 0.3) ? rare : frequent);
    if (!act) throw new Error('There is nothing to do.');
    return act();
  }
}

/** Hands over as tRPC's own client does. */
const byTrpc = (url: string, token: string): Hand => {
  let retryAfter: string | null = null;
  const client = createTRPCClient<WidgetRouter>({
    links: [
      httpBatchLink({
        url,
        headers: { authorization: `Bearer ${token}` },
        fetch: async (input, init) => {
          const response = await fetch(input, { ...init, signal: AbortSignal.timeout(15_000) });
          retryAfter = response.headers.get('retry-after');
          return response;
        },
      }),
    ],
  });
  return async (items) => {
    try {
      const { outcomes } = await client.interactions.record.mutate({
        sentAt: new Date().toISOString(),
        items: [...items],
      });
      return outcomes;
    } catch (error) {
      const status = error instanceof TRPCClientError ? Number(error.data?.httpStatus ?? 0) : 0;
      throw new MissError(status, retryAfter);
    }
  };
};

/** Hands over as the widgets' small client does: one call, unbatched. */
const byFetch = (stack: Pick<Stack, 'api' | 'demo'>, token: string): Hand => {
  return async (items) => {
    const { status, headers, reply } = await call(stack, 'interactions.record', {
      token,
      body: recording(...items),
    });
    if (!reply.result) throw new MissError(status, headers.get('retry-after'));
    return reply.result.data.outcomes;
  };
};

/** So many members, half of them by each way. */
export const gatherSenders = async (
  stack: Pick<Stack, 'api' | 'demo'>,
  count: number,
  { random, history }: { random: Random; history: History },
): Promise<Sender[]> => {
  const names = Array.from({ length: count }, (_, index) => `load-${index}`);
  const tokens = await Promise.all(
    names.map((sub) => signMember(stack.demo, { sub, name: `Member ${sub}` })),
  );
  const { reply } = await call(stack, 'boot', {
    token: tokens[0],
    query: { widgets: ['nps', 'checklist', 'rewards', 'feed'], locale: 'en' },
  });
  const { nps = null, checklist = null, rewards = null, feed = null } = reply.result?.data ?? {};
  const world = { nps, checklist, rewards, feed };
  return names.map((name, index) => {
    const token = tokens[index] ?? '';
    const url = `${stack.api}/w/${stack.demo.siteKey}`;
    return new Sender(name, index % 2 ? byTrpc(url, token) : byFetch(stack, token), {
      world,
      random,
      history,
    });
  });
};
