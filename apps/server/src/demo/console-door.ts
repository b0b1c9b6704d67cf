import type { SegmentRule } from '@hearth/schema';

/** The console's API as its page reaches it: signed in, by cookie. */
export class ConsoleDoor {
  readonly #address: string;
  readonly #origin: string;
  #cookie = '';

  /** `origin` is where the console is served from, as browsers name it. */
  constructor(address: string, origin: string) {
    this.#address = address;
    this.#origin = origin;
  }

  async signIn(operator: { email: string; password: string }): Promise<void> {
    const response = await this.#call('operators.signIn', operator);
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  async saveSegment(segment: { name: string; description: string; rule: SegmentRule }): Promise<void> {
    await this.#call('segments.save', segment);
  }

  /** Marks a day, YYYY-MM-DD. */
  async annotate(annotation: { day: string; text: string }): Promise<void> {
    await this.#call('insights.annotations.add', annotation);
  }

  async #call(procedure: string, input: object): Promise<Response> {
    const response = await fetch(`${this.#address}/console-api/${procedure}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'hearth-console': '1',
        origin: this.#origin,
        cookie: this.#cookie,
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${procedure} answered ${response.status}: ${text}`);
    return response;
  }
}
