import { randomBytes } from 'node:crypto';
import type { Bus } from '../bus.ts';
import type { SideConnection } from '../database/side-connection.ts';
import { notify } from './notify-store.ts';
import { decode, encode, hear } from './payload.ts';
import { PendingNews } from './pending-news.ts';

const CHANNEL = 'hearth';
/** From the first announcement to its being told: what follows meanwhile is told along with it. Milliseconds. */
const DELAY = 25;
/** Between two tries while the others cannot be reached. Milliseconds. */
const TRY_AGAIN = 500;

/**
 * Tells the other processes on the same PostgreSQL what is announced on this one's bus, and this one's bus what is
 * announced there. After the commit and in a transaction of its own: within the one that stores, NOTIFY would hold a
 * lock of the whole server until it has committed, and so let only one store at a time.
 */
export class Relay {
  readonly #side: SideConnection;
  /** This process, as the others are told of it. */
  readonly #self = randomBytes(6).toString('base64url');
  readonly #outbox = new PendingNews();
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();
  #stop: () => void = () => {};

  private constructor(side: SideConnection) {
    this.#side = side;
  }

  /** Resolves when it hears the others, or will as soon as it can. */
  static async start(bus: Bus, side: SideConnection): Promise<Relay> {
    const relay = new Relay(side);
    const stops = [
      bus.onOwn('interactions', (detail) => relay.#add(() => relay.#outbox.addInteractions(detail))),
      bus.onOwn('feed', (detail) => relay.#add(() => relay.#outbox.addFeed(detail))),
      bus.onOwn('settings', (detail) => relay.#add(() => relay.#outbox.addSettings(detail))),
      bus.onOwn('missed', (detail) => relay.#add(() => relay.#outbox.addMissed([detail.projectId]))),
    ];
    relay.#stop = () => {
      for (const stop of stops) stop();
      clearTimeout(relay.#timer);
    };
    await side.listen(CHANNEL, {
      onPayload: (payload) => {
        for (const entry of decode(payload, relay.#self)) hear(bus, entry);
      },
      onReturn: () => bus.hear('missed', { projectId: null, missed: true }),
    });
    return relay;
  }

  /** Tells what waits, if it can, and nothing more. */
  async close(): Promise<void> {
    this.#stop();
    await this.#telling;
    await this.#tell();
  }

  #add(push: () => void): void {
    push();
    this.#later(DELAY);
  }

  /** One at a time: while something is being told, what follows waits for the next. */
  #later(wait: number): void {
    this.#timer ??= setTimeout(() => {
      this.#telling = this.#tell().then((isTold) => {
        this.#timer = undefined;
        if (!this.#outbox.isEmpty) this.#later(isTold ? DELAY : TRY_AGAIN);
      });
    }, wait);
  }

  /** Never rejects: the side connection tells of its own loss. */
  async #tell(): Promise<boolean> {
    if (this.#outbox.isEmpty) return true;
    if (!this.#side.isUp) return false;
    const entries = this.#outbox.take();
    try {
      await notify(this.#side, CHANNEL, encode(this.#self, entries));
      return true;
    } catch {
      // Nobody knows how much of it arrived.
      this.#outbox.addMissed(entries.map(({ project }) => project));
      return false;
    }
  }
}
