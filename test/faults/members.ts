import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient, createId } from '@hearth/client';
import type { Outcome } from '@hearth/schema';
import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { call, signMember } from '../wire.ts';
import { type Deed, Doer, type World } from './deeds.ts';
import type { History } from './history.ts';
import { calm, type Miss, Network, type Weather } from './network.ts';
import { openPage, type Page } from './page.ts';
import { type Random, wholeFrom } from './random.ts';

/** The SDK keeps 1,000; a member who had more waiting would lose some, as promised. */
const MOST_WAITING = 150;

type Server = Pick<Stack, 'api' | 'demo'>;

/** A member in a browser, where the real SDK runs: keeps what they do, sends it, and sends it again. */
export class Member {
  readonly network: Network;
  /** What the SDK said in the end of each thing done. */
  readonly told: Outcome[] = [];
  readonly #doer: Doer;
  readonly #random: Random;
  readonly #poison: boolean;
  readonly #page: Page;
  readonly #client: Client;
  #waiting = 0;
  #done = 0;

  constructor(name: string, server: Server, options: MembersOptions & { world: World }) {
    const {
      history,
      random,
      weather = calm,
      route = (url) => url,
      poison = false,
      clock = {},
      world,
    } = options;
    this.#random = random;
    this.#poison = poison;
    this.#doer = new Doer(name, world, random);
    this.network = new Network(name, { history, random, weather, route });
    this.#page = openPage(this.network.fetch, clock.member);
    this.#client = this.#page.run(() => {
      const client = createClient();
      client.init({ siteKey: server.demo.siteKey, api: server.api });
      client.identify(() => signAs(server, name, clock.host));
      return client;
    });
  }

  get misses(): readonly Miss[] {
    return this.network.misses;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Does one thing after another until told to stop, or until so much is done; resolves when all of it is told. */
  async run(signal: AbortSignal, most = Number.POSITIVE_INFINITY): Promise<void> {
    while (!signal.aborted && this.#done < most) {
      const burst = Math.min(wholeFrom(this.#random, 5, 40), most - this.#done);
      if (this.#waiting < MOST_WAITING) {
        if (this.#poison) this.#act(this.#doer.poison());
        for (let left = burst; left > 0; left -= 1) this.#act(this.#doer.next());
      }
      await pause(wholeFrom(this.#random, 10, 120));
    }
  }

  /** Resolves when the server has spoken about everything and no copy is on its way; false: it never did. */
  async drain(patience = 120_000): Promise<boolean> {
    const until = performance.now() + patience;
    while (this.#waiting > 0 && performance.now() < until) await pause(50);
    await this.network.settled();
    return this.#waiting === 0;
  }

  /** The network is back. Without this the SDK tries again by itself, ever more seldom. */
  hurry(): void {
    this.#page.comeOnline();
  }

  leave(): void {
    this.#page.run(() => this.#client.shutdown());
  }

  #act(deed: Deed): void {
    this.#waiting += 1;
    this.#done += 1;
    void this.#page
      .run(() => this.#client.record(deed.kind, deed.payload))
      .then((outcome) => {
        this.#waiting -= 1;
        this.told.push(outcome);
        this.#doer.remember(outcome, deed);
      });
  }
}

/** A token of the host's, whose clock may be so many milliseconds ahead; the page's own clock has no part in it. */
function signAs({ demo }: Server, sub: string, ahead = 0): Promise<string> {
  const iat = Math.floor((performance.timeOrigin + performance.now() + ahead) / 1000);
  return signMember(demo, { sub, name: `Member ${sub}` }, { claims: { iat, exp: iat + 600 } });
}

export interface MembersOptions {
  history: History;
  random: Random;
  rows: Rows;
  weather?: Weather;
  route?: (url: string) => string;
  /** Whatever a member does at once, something is among it that no server takes. */
  poison?: boolean;
  /** By how much these are wrong, in milliseconds: the member's own clock, and that of the host who signs for them. */
  clock?: { member?: number; host?: number };
  /** Begins every member's name, where several loads share a database. */
  named?: string;
}

/** So many members of the demo, each in a browser of their own. */
export async function gatherMembers(
  server: Server,
  count: number,
  options: MembersOptions,
): Promise<Member[]> {
  const names = Array.from({ length: count }, (_, index) => `load-${options.named ?? ''}${index}`);
  const world = await lookAround(server, names, options);
  return names.map((name) => new Member(name, server, { ...options, world }));
}

/** What there is to act on, and these members' referral codes, which are made when they first look. */
async function lookAround(
  server: Server,
  names: readonly string[],
  { rows, clock = {} }: Pick<MembersOptions, 'rows' | 'clock'>,
): Promise<World> {
  // Somebody who has answered is not asked again, and then does not know what to answer.
  const newcomer = createId('onlooker');
  const boots = await Promise.all(
    [newcomer, ...names].map(async (sub) => {
      const token = await signAs(server, sub, clock.host);
      const widgets = ['nps', 'checklist', 'rewards', 'feed', 'referral'];
      const { reply } = await call(server, 'boot', { token, query: { widgets, locale: 'en' } });
      if (!reply.result) throw new Error(`${sub} could not look around: ${JSON.stringify(reply)}`);
      return reply.result.data;
    }),
  );
  const { nps = null, checklist = null, rewards = null, feed = null } = boots[0] ?? {};
  const [exit] = await rows<{ id: string }>(
    `SELECT 'sur_' || replace(id::text, '-', '') AS id FROM survey WHERE kind = 'exit'`,
  );
  const codes = boots.slice(1).flatMap(({ referral }) => referral?.link?.code ?? []);
  return { nps, checklist, rewards, feed, exit: exit?.id ?? '', codes };
}
