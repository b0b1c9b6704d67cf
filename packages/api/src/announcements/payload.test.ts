import { describe, expect, it } from 'vitest';
import { Bus, type BusEvents } from '../bus.ts';
import { newId, wireId } from '../ids.ts';
import { decode, encode, hear } from './payload.ts';
import { PendingNews } from './pending-news.ts';

const project = newId();
const event = () =>
  ({ type: 'post.created', postId: wireId('post', newId()), authorId: wireId('member', newId()) }) as const;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** What another process hears when this outbox is told. */
function told(outbox: PendingNews) {
  const bus = new Bus();
  const heard: { [E in keyof BusEvents]: BusEvents[E][] } = {
    interactions: [],
    feed: [],
    settings: [],
    missed: [],
  };
  bus.on('interactions', (detail) => heard.interactions.push(detail));
  bus.on('feed', (detail) => heard.feed.push(detail));
  bus.on('settings', (detail) => heard.settings.push(detail));
  bus.on('missed', (detail) => heard.missed.push(detail));
  const payloads = encode('a', outbox.take());
  for (const payload of payloads) for (const entry of decode(payload, 'b')) hear(bus, entry);
  return { payloads, ...heard };
}

describe('what one process tells the others', () => {
  it('arrives as it was announced', () => {
    const outbox = new PendingNews();
    const [first, second, created] = [newId(), newId(), event()];
    outbox.addInteractions({ projectId: project, ids: [first] });
    outbox.addInteractions({ projectId: project, ids: [second] });
    outbox.addFeed({ projectId: project, event: created });
    outbox.addSettings({ projectId: project });

    expect(told(outbox)).toEqual({
      payloads: [expect.any(String)],
      interactions: [{ projectId: project, ids: [first, second] }],
      feed: [{ projectId: project, event: created }],
      settings: [{ projectId: project }],
      missed: [],
    });
    expect(outbox.isEmpty).toBe(true);
  });

  it('is not heard by who told it', () => {
    const outbox = new PendingNews();
    outbox.addSettings({ projectId: project });
    expect(encode('a', outbox.take()).flatMap((payload) => decode(payload, 'a'))).toEqual([]);
  });

  it('is the latest 200 of a burst of interactions, in few bytes', () => {
    const outbox = new PendingNews();
    const ids = times(20_000, newId);
    for (let from = 0; from < ids.length; from += 150)
      outbox.addInteractions({ projectId: project, ids: ids.slice(from, from + 150) });

    const { payloads, interactions } = told(outbox);

    expect(interactions).toEqual([{ projectId: project, ids: ids.slice(-200) }]);
    expect(payloads).toHaveLength(1);
    expect(Buffer.byteLength(payloads[0] ?? '')).toBeLessThan(8_000);
  });

  it('fits the database’s payloads however much it is, in order', () => {
    const outbox = new PendingNews();
    const events = times(400, event);
    for (const one of events) outbox.addFeed({ projectId: project, event: one });

    const { payloads, feed, missed } = told(outbox);

    expect(payloads.length).toBeGreaterThan(1);
    for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
    expect(feed.map((one) => one.event)).toEqual(events);
    expect(missed).toEqual([]);
  });

  it('becomes the news that something happened in a project when very much did', () => {
    const outbox = new PendingNews();
    for (const one of times(2_000, event)) outbox.addFeed({ projectId: project, event: one });
    expect(told(outbox)).toMatchObject({ feed: [], missed: [{ projectId: project, missed: true }] });
  });

  it('becomes that news of each of many projects, and of all when they are too many', () => {
    const happensIn = (count: number) => {
      const outbox = new PendingNews();
      const [projects, ids] = [times(count, newId), times(200, newId)];
      for (const projectId of projects) outbox.addInteractions({ projectId, ids });
      return { projects, ...told(outbox) };
    };
    const many = happensIn(300);
    expect(many.payloads.length).toBeLessThan(10);
    expect(many.missed.map(({ projectId }) => projectId)).toEqual(many.projects);
    expect(happensIn(6_000).missed).toEqual([{ projectId: null, missed: true }]);
  });

  it('that cannot be read was missed', () => {
    for (const payload of ['', '{', '{"from":"z"}', '{"from":"z","entries":[{"type":"new"}]}'])
      expect(decode(payload, 'b')).toEqual([{ type: 'missed', project: null }]);
  });
});
