import type { SegmentRule } from '@hearth/schema';

/** The console's API as its page reaches it: signed in, by cookie. */
export class ConsoleDoor {
  readonly #address: string;
  #cookie = '';

  constructor(address: string) {
    this.#address = address;
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
      headers: { 'content-type': 'application/json', 'hearth-console': '1', cookie: this.#cookie },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${procedure} answered ${response.status}: ${text}`);
    return response;
  }
}
