import { createHmac } from 'node:crypto';
import { RecordOutputSchema } from '@hearth/schema';
import { z } from 'zod';
import type { Stack } from '../stack.ts';
import { call, recording, type Sent, signMember } from '../wire.ts';

/** What an API said: always with a status below 500, or the call throws. */
export interface Said {
  status: number;
  body: unknown;
}

const DataSchema = z.object({ result: z.object({ data: z.unknown() }) });

/** Every way in: the console's, the host backend's, the members' and Stripe's. */
export class Doors {
  readonly #stack: Stack;
  #cookie = '';

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  async signIn(): Promise<void> {
    const { operator } = this.#stack.demo;
    const response = await this.#post('console-api/operators.signIn', operator, this.#asConsole());
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** A console's change that has to succeed; answers what it says. */
  async change<S extends z.ZodType>(procedure: string, input: object, schema: S): Promise<z.output<S>> {
    const { status, body } = await this.try(procedure, input);
    if (status !== 200) throw new Error(`${procedure} answered ${status}: ${JSON.stringify(body)}`);
    return schema.parse(DataSchema.parse(body).result.data);
  }

  /** A console's change that may be refused. */
  async try(procedure: string, input: object): Promise<Said> {
    return this.#said(await this.#post(`console-api/${procedure}`, input, this.#asConsole()));
  }

  async read<S extends z.ZodType>(procedure: string, input: object, schema: S): Promise<z.output<S>> {
    const query = encodeURIComponent(JSON.stringify(input));
    const headers = { cookie: this.#cookie };
    const response = await fetch(`${this.#stack.api}/console-api/${procedure}?input=${query}`, { headers });
    const { body } = await this.#said(response);
    return schema.parse(DataSchema.parse(body).result.data);
  }

  /** Something that a host's backend says, under /v1. */
  async tell(path: string, body: object | string): Promise<Said> {
    const authorization = `Bearer ${this.#stack.demo.secretKey}`;
    return this.#said(await this.#post(`v1/${path}`, body, { authorization }));
  }

  /** A signed event of Stripe's. */
  async bill(event: object, secret: string): Promise<Said> {
    const body = JSON.stringify(event);
    const at = Math.floor(Date.now() / 1000);
    const v1 = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const path = `v1/webhooks/stripe/${this.#stack.demo.siteKey}`;
    return this.#said(await this.#post(path, body, { 'stripe-signature': `t=${at},v1=${v1}` }));
  }

  /** What a member does; answers each outcome. `claims` are what the host says of them in their token. */
  async act(claims: Parameters<typeof signMember>[1], items: (Sent & { page?: string })[]) {
    const token = await signMember(this.#stack.demo, claims);
    const { reply } = await call(this.#stack, 'interactions.record', { token, body: recording(...items) });
    if (!reply.result) throw new Error(`Nothing of ${claims.sub} was taken: ${reply.error?.message}`);
    return RecordOutputSchema.parse(reply.result.data).outcomes;
  }

  #asConsole(): Record<string, string> {
    return { origin: this.#stack.api, 'hearth-console': '1', cookie: this.#cookie };
  }

  #post(path: string, body: object | string, headers: Record<string, string>): Promise<Response> {
    const isCsv = path.endsWith('import/subscriptions');
    return fetch(`${this.#stack.api}/${path}`, {
      method: 'POST',
      headers: { 'content-type': isCsv ? 'text/csv' : 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async #said(response: Response): Promise<Said> {
    const text = await response.text();
    if (response.status >= 500) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return { status: response.status, body: JSON.parse(text) };
  }
}

/** Does something with each, several at a time. */
export const each = async <T>(items: readonly T[], work: (item: T, at: number) => Promise<unknown>) => {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) await work(item, at);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
};
