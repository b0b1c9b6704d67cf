import type { TestServer } from '../testing.ts';

export interface Answer {
  status: number;
  type: string | null;
  body: unknown;
}

/** Speaks to a test server's API as a host's backend would. */
export class Host {
  readonly #server: TestServer;
  readonly #key: string;

  constructor(server: TestServer, key = server.project.secretKey) {
    this.#server = server;
    this.#key = key;
  }

  get basic(): string {
    return `Basic ${Buffer.from(`${this.#key}:`).toString('base64')}`;
  }

  /** Bytes are sent as they are, a text too, anything else as JSON. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body instanceof Uint8Array ? new Uint8Array(body) : raw,
    });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  async #ask(path: string, { headers, ...init }: RequestInit & { headers: Record<string, string> }) {
    const response = await fetch(`${this.#server.address}/v1/${path}`, {
      ...init,
      headers: { authorization: this.basic, ...headers },
    });
    const type = response.headers.get('content-type');
    const text = await response.text();
    const body: unknown = type?.startsWith('application/json') ? JSON.parse(text) : text;
    return { status: response.status, type, body };
  }
}
