import type { ServerResponse } from 'node:http';
import type { Bus } from '@hearth/api';

/** The longest that a reader hears nothing: proxies close what stays silent, the client gives up after 40 s. Milliseconds. */
const PING_EVERY = 15_000;
const LOOK_EVERY = 1_000;
/** What a reader may leave unread: beyond it they connect again and ask for the feed anew. Bytes. */
const MOST_UNREAD = 256 * 1024;
/** Readers who have to ask again do so over so long, not all at once. Milliseconds. */
const SPREAD = 2_000;

/** As tRPC's own adapter writes them, for any client that reads its streams. */
const CONNECTED = 'event: connected\ndata: {"reconnectAfterInactivityMs":40000}\n\n';
const PING = 'event: ping\ndata: \n\n';

interface Reader {
  response: ServerResponse;
  pingAt: number;
}

/**
 * Everybody who follows a feed on this process. What happens is written down once and sent to each as it is: through
 * tRPC's adapter each reader has a chain of generators and streams of their own, which cost twenty times as much.
 */
export class FeedReaders {
  readonly #byProject = new Map<string, Set<Reader>>();
  readonly #stops: (() => void)[];
  readonly #pinging: NodeJS.Timeout;

  constructor(bus: Bus) {
    this.#stops = [
      bus.on('feed', ({ projectId, event }) => {
        const readers = this.#byProject.get(projectId);
        if (readers) send(readers, `data: ${JSON.stringify(event)}\n\n`);
      }),
      bus.on('missed', ({ projectId }) => {
        const all =
          projectId === null ? [...this.#byProject.values()] : [this.#byProject.get(projectId) ?? []];
        for (const readers of all) for (const reader of readers) endSoon(reader);
      }),
    ];
    this.#pinging = setInterval(() => this.#ping(), LOOK_EVERY);
    this.#pinging.unref();
  }

  /** Sends a project's changes from now on, until the reader leaves or changes may have been missed. */
  add(projectId: string, response: ServerResponse): void {
    const reader = { response, pingAt: nextPing() };
    const readers = this.#byProject.get(projectId) ?? new Set();
    this.#byProject.set(projectId, readers);
    readers.add(reader);
    response.once('close', () => {
      readers.delete(reader);
      if (readers.size === 0 && this.#byProject.get(projectId) === readers) this.#byProject.delete(projectId);
    });
    response.write(CONNECTED);
  }

  close(): void {
    clearInterval(this.#pinging);
    for (const stop of this.#stops) stop();
  }

  #ping(): void {
    const now = performance.now();
    for (const readers of this.#byProject.values()) {
      send(
        [...readers].filter(({ pingAt }) => pingAt <= now),
        PING,
      );
    }
  }
}

/** Each at a moment of its own, so that a thousand are not pinged together. */
const nextPing = () => performance.now() + PING_EVERY * (0.6 + 0.3 * Math.random());

function send(readers: Iterable<Reader>, text: string): void {
  const bytes = Buffer.from(text);
  for (const reader of readers) {
    reader.pingAt = nextPing();
    reader.response.write(bytes);
    if (reader.response.writableLength > MOST_UNREAD) reader.response.destroy();
  }
}

/** Until then it hears what happens. */
function endSoon({ response }: Reader): void {
  setTimeout(() => response.end(), Math.random() * SPREAD).unref();
}
