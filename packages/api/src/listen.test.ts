import { describe, expect, it } from 'vitest';
import { Bus } from './bus.ts';
import { wireId } from './ids.ts';
import { listen } from './listen.ts';

const event = (digit: string) =>
  ({
    type: 'post.created',
    postId: wireId('post', digit.repeat(32)),
    authorId: wireId('member', '0'.repeat(32)),
  }) as const;

describe('listening to the bus', () => {
  it('misses nothing between the call and the first read', async () => {
    const bus = new Bus();
    const aborter = new AbortController();
    const stream = listen(bus, 'feed', { projectId: 'a', signal: aborter.signal });
    bus.emit('feed', { projectId: 'a', event: event('1') });
    bus.emit('feed', { projectId: 'a', event: event('2') });
    aborter.abort();

    const seen = [];
    for await (const detail of stream) seen.push('event' in detail ? detail.event.postId : detail);

    expect(seen).toEqual([event('1').postId, event('2').postId]);
  });

  it('hears of its own project alone, and what every project has missed', async () => {
    const bus = new Bus();
    const aborter = new AbortController();
    const stream = listen(bus, 'feed', { projectId: 'a', signal: aborter.signal });
    bus.emit('feed', { projectId: 'b', event: event('1') });
    bus.hear('missed', { projectId: 'b', missed: true });
    bus.hear('missed', { projectId: 'a', missed: true });
    bus.hear('missed', { projectId: null, missed: true });
    bus.hear('feed', { projectId: 'a', event: event('2') });
    aborter.abort();

    const seen = [];
    for await (const detail of stream) seen.push('missed' in detail ? detail.projectId : 'told');

    expect(seen).toEqual(['a', null, 'told']);
  });

  it('ends, with what it holds, when its reader falls too far behind', async () => {
    const bus = new Bus();
    const stream = listen(bus, 'feed', { projectId: 'a', signal: undefined, mostWaiting: 3 });
    for (let sent = 0; sent < 100; sent += 1) bus.emit('feed', { projectId: 'a', event: event('1') });

    const seen = [];
    for await (const detail of stream) seen.push(detail);

    expect(seen).toHaveLength(4);
  });

  it('wakes a waiting reader when its signal aborts', async () => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const read = listen(new Bus(), 'feed', { projectId: 'a', signal })[Symbol.asyncIterator]().next();
    aborter.abort();

    expect(await read).toEqual({ done: true, value: undefined });
  });
});
