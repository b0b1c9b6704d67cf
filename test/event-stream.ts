/** A server-sent stream, read by hand until it ends or is left. */
export class EventStream {
  /** The data of every event that is not tRPC's own, in order. */
  readonly seen: unknown[] = [];
  hasEnded = false;
  readonly #leaving = new AbortController();

  /** Resolves when the server has said that it is listening. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const stream = new EventStream();
    const response = await fetch(url, { headers, signal: stream.#leaving.signal });
    if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
    await new Promise<void>((resolve, reject) => {
      if (response.body) stream.#read(response.body, resolve).catch(reject);
    });
    return stream;
  }

  leave(): void {
    this.#leaving.abort();
  }

  async #read(body: ReadableStream<Uint8Array>, onConnected: () => void): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const fields = Object.fromEntries(
            Array.from(block.matchAll(/^(\w+): ?(.*)$/gm), ([, name = '', value = '']) => [name, value]),
          );
          if (fields.event === 'connected') onConnected();
          if (fields.event === undefined && fields.data) this.seen.push(JSON.parse(fields.data));
        }
      }
    } catch (error) {
      if (!this.#leaving.signal.aborted) throw error;
    } finally {
      this.hasEnded = true;
    }
  }
}
