import { setTimeout as pause } from 'node:timers/promises';
import { type MemberClaims, RecordOutputSchema, ReferralStateSchema } from '@hearth/schema';
import { z } from 'zod';
import type { Act } from './act.ts';
import { type HostSigner, signMember } from './sign-member.ts';

const answerOf = <T extends z.ZodType>(data: T) => z.object({ result: z.object({ data }) });
const RecordAnswerSchema = answerOf(RecordOutputSchema);
const ReferralAnswerSchema = answerOf(z.object({ referral: ReferralStateSchema }));

/** Somebody whom the host can sign in. */
interface Known {
  claims: MemberClaims;
}

/** One call of a host's backend, in the shape that its clients send. */
export interface BackendCall {
  type: 'identify' | 'group' | 'track';
  messageId: string;
  userId: string;
  /** ISO 8601. */
  timestamp: string;
  [more: string]: unknown;
}
const HostAnswerSchema = z.object({
  rejected: z.array(z.object({ index: z.number(), code: z.string(), message: z.string() })),
});

/** How often something is asked that is answered with "later". */
const MOST_TRIES = 10;

const ImportAnswerSchema = z.object({
  rejectedTotal: z.number(),
  rejected: z.array(z.object({ line: z.number(), message: z.string() })),
});

/** A year of people runs into the rules now and then: who writes too much, or a post that is gone. */
const LIFE = new Set(['too_many', 'already_done', 'insufficient_points', 'out_of_stock']);

/** The server as browsers and host backends reach it: over HTTP, with their own credentials. */
export class FrontDoor {
  readonly #address: string;
  readonly #host: HostSigner & { secretKey: string };
  readonly #now: () => Date;

  constructor(address: string, host: HostSigner & { secretKey: string }, now: () => Date) {
    this.#address = address;
    this.#host = host;
    this.#now = now;
  }

  /** @throws Error when the server refuses one of them */
  async record(person: Known, acts: readonly Act[]): Promise<void> {
    const items = acts.map(({ id, kind, payload, page, at }) => ({
      id,
      kind,
      payload,
      page,
      occurredAt: at.toISOString(),
    }));
    const body = { sentAt: this.#now().toISOString(), items };
    const path = `w/${this.#host.siteKey}/interactions.record`;
    const answer = RecordAnswerSchema.parse(await this.#ask(path, await this.#tokenOf(person), body));
    // A duplicate is fine: then the first try was stored and its answer lost.
    const refused = answer.result.data.outcomes.find(({ status }) => status === 'rejected');
    if (refused) throw new Error(`The demo's own ${refused.id} was refused: ${JSON.stringify(refused)}`);
  }

  /** The code in a member's own referral link. */
  async referralCode(person: Known): Promise<string> {
    const input = encodeURIComponent(JSON.stringify({ widgets: ['referral'], locale: 'en' }));
    const path = `w/${this.#host.siteKey}/boot?input=${input}`;
    const answer = ReferralAnswerSchema.parse(await this.#ask(path, await this.#tokenOf(person)));
    const { link } = answer.result.data.referral;
    if (!link) throw new Error(`${person.claims.sub} has no referral link`);
    return link.code;
  }

  /** Follows a referral link as a visitor of this browser would, without going on to the host's page. */
  async followLink(code: string, browser: string): Promise<void> {
    const headers = { 'user-agent': browser };
    const response = await fetch(`${this.#address}/r/${code}`, { headers, redirect: 'manual' });
    await response.body?.cancel();
    if (response.status !== 302) throw new Error(`/r/${code} answered ${response.status}`);
  }

  /**
   * Facts of the past, from the host's backend.
   * @throws Error when the server refuses one of them for another reason than a rule about members
   */
  async tell(facts: readonly BackendCall[]): Promise<void> {
    const { rejected } = HostAnswerSchema.parse(
      await this.#ask('v1/import', this.#host.secretKey, { batch: facts }),
    );
    const refused = rejected.find(({ code }) => !LIFE.has(code));
    if (refused)
      throw new Error(
        `The demo's own fact was refused: ${JSON.stringify({ ...refused, fact: facts[refused.index] })}`,
      );
  }

  /** @throws Error when a line is refused */
  async importSubscriptions(csv: string): Promise<void> {
    const path = 'v1/import/subscriptions';
    const answer = ImportAnswerSchema.parse(await this.#ask(path, this.#host.secretKey, csv));
    if (answer.rejectedTotal > 0)
      throw new Error(`The demo's bill was refused: ${JSON.stringify(answer.rejected)}`);
  }

  async setSpend(spend: { month: string; amount: number }): Promise<void> {
    await this.#ask('v1/spend', this.#host.secretKey, spend);
  }

  async qualify(person: Known): Promise<void> {
    await this.#ask('s/referrals.qualify', this.#host.secretKey, { memberExternalId: person.claims.sub });
  }

  #tokenOf({ claims }: Known): Promise<string> {
    return signMember(this.#host, claims, this.#now());
  }

  async #ask(path: string, credential: string, body?: object | string): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(`${this.#address}/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${credential}`,
          ...(body ? { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' } : {}),
        },
        ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      // A machine busy with its first start may say "later", like any other.
      const later = response.headers.get('retry-after');
      if (later === null || tries >= MOST_TRIES)
        throw new Error(`${path} answered ${response.status}: ${text}`);
      await pause(Number(later) * 1000);
    }
  }
}
