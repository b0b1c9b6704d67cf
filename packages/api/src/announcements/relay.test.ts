import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { Bus, type BusEvents } from '../bus.ts';
import { SideConnection } from '../database/side-connection.ts';
import { newId, wireId } from '../ids.ts';
import { Relay } from './relay.ts';

const project = newId();
const event = () =>
  ({ type: 'post.created', postId: wireId('post', newId()), authorId: wireId('member', newId()) }) as const;

// PGlite is one process's own: there is nobody to tell.
if (inject('database') === 'postgres') {
  interface Process {
    bus: Bus;
    side: SideConnection;
    feed: BusEvents['feed']['event'][];
    interactions: string[];
    missed: (string | null)[];
    losses: unknown[];
    close(): Promise<void>;
  }

  async function startProcess(): Promise<Process> {
    const bus = new Bus();
    const losses: unknown[] = [];
    const side = await SideConnection.open({
      url: inject('postgresUrl'),
      onLost: (error) => losses.push(error),
    });
    const relay = await Relay.start(bus, side);
    const heard: Pick<Process, 'feed' | 'interactions' | 'missed'> = {
      feed: [],
      interactions: [],
      missed: [],
    };
    bus.on('feed', (detail) => heard.feed.push(detail.event));
    bus.on('interactions', ({ ids }) => heard.interactions.push(...ids));
    bus.on('missed', ({ projectId }) => heard.missed.push(projectId));
    const close = async () => {
      await relay.close();
      await side.close();
    };
    return { bus, side, losses, close, ...heard };
  }

  /** As an administrator ends a connection, or a crash does. */
  const cut = ({ side }: Process) =>
    side.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);

  describe('processes over one PostgreSQL', () => {
    let one: Process;
    let other: Process;
    beforeEach(async () => {
      [one, other] = [await startProcess(), await startProcess()];
    });
    afterEach(() => Promise.all([one.close(), other.close()]));

    it('hear what each of them announces, once', async () => {
      const [mine, yours] = [event(), event()];
      one.bus.emit('feed', { projectId: project, event: mine });
      other.bus.emit('feed', { projectId: project, event: yours });

      await expect.poll(() => one.feed).toEqual([mine, yours]);
      await expect.poll(() => other.feed).toEqual([yours, mine]);
    });

    it('hear of a burst within a moment, and never wait for each other', async () => {
      const ids = Array.from({ length: 150 }, newId);
      const began = performance.now();
      for (const id of ids) one.bus.emit('interactions', { projectId: project, ids: [id] });
      // The announcement itself is a push into a list.
      expect(performance.now() - began).toBeLessThan(50);
      await expect.poll(() => other.interactions).toEqual(ids);
    });

    it('find each other again after a connection was cut, and know that they may have missed something', async () => {
      await cut(other);
      expect(other.losses).toHaveLength(1);
      one.bus.emit('feed', { projectId: project, event: event() });
      await expect.poll(() => other.missed).toEqual([null]);

      const after = event();
      one.bus.emit('feed', { projectId: project, event: after });
      await expect.poll(() => other.feed).toContainEqual(after);
    });

    it('tell what was announced while their connection was cut', async () => {
      await cut(one);
      const meanwhile = event();
      one.bus.emit('feed', { projectId: project, event: meanwhile });
      await expect.poll(() => other.feed, { timeout: 5_000 }).toEqual([meanwhile]);
    });

    it('tell what waits when they stop', async () => {
      const last = event();
      one.bus.emit('feed', { projectId: project, event: last });
      await one.close();
      await expect.poll(() => other.feed).toEqual([last]);
    });
  });
} else {
  it('announcements stay in the one process that an embedded database has', () => {
    const bus = new Bus();
    const heard: unknown[] = [];
    bus.on('settings', (detail) => heard.push(detail));
    bus.emit('settings', { projectId: project });
    expect(heard).toEqual([{ projectId: project }]);
  });
}
