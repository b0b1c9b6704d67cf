import { expect, it } from 'vitest';
import { MAX_BYTES, overflow, sizeOf, takeBatch } from './batch.ts';
import type { QueuedItem } from './storage.ts';
import { parseEvent } from './stream.ts';

const day = 24 * 3600_000;
const item = (n: number, kind: QueuedItem['kind'] = 'event.tracked', text = ''): QueuedItem => ({
  id: `int_${String(n).padStart(5, '0')}`,
  kind,
  payload: { text },
  occurredAt: '2026-01-01T00:00:00.000Z',
  who: '',
});
const items = (count: number, kindOf: (n: number) => QueuedItem['kind']) =>
  Array.from({ length: count }, (_, n) => item(n, kindOf(n)));

it('a batch is the first items, up to the limit', () => {
  const all = items(150, () => 'event.tracked');
  expect(takeBatch(all, 100)).toEqual(all.slice(0, 100));
  expect(takeBatch(all.slice(0, 3), 100)).toHaveLength(3);
});

it('a batch ends before the item that would not fit, counted in bytes rather than characters', () => {
  const wide = items(30, () => 'post.created').map((one) => ({
    ...one,
    payload: { text: '界'.repeat(2000) },
  }));
  const batch = takeBatch(wide, 100);
  const bytes = batch.reduce((sum, one) => sum + sizeOf(one), 0);
  expect(batch).toEqual(wide.slice(0, batch.length));
  expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
  expect(bytes + sizeOf(wide[0])).toBeGreaterThan(MAX_BYTES);
});

it('an item that alone is as large as a batch is still sent', () => {
  expect(takeBatch([item(1, 'post.created', 'x'.repeat(MAX_BYTES)), item(2)], 100)).toHaveLength(1);
});

it('up to a thousand items nothing is given up', () => {
  expect(
    overflow(
      items(1000, () => 'widget.shown'),
      () => 0,
    ),
  ).toEqual([]);
});

it('impressions go first, the oldest of them first', () => {
  const all = items(1002, (n) => (n >= 500 ? 'widget.shown' : 'survey.answered'));
  expect(overflow(all, () => 0).map(({ id }) => id)).toEqual(['int_00500', 'int_00501']);
});

it('when the impressions are not enough the oldest others follow', () => {
  const all = items(1003, (n) => (n === 7 ? 'widget.shown' : 'survey.answered'));
  expect(overflow(all, () => 0).map(({ id }) => id)).toEqual(['int_00007', 'int_00000', 'int_00001']);
});

it('what is older than seven days goes in any case, and makes room for the rest', () => {
  const all = items(1002, (n) => (n > 500 ? 'widget.shown' : 'survey.answered'));
  const ages = new Map([
    ['int_00003', 7 * day + 1],
    ['int_00004', 7 * day + 1],
    ['int_00005', 7 * day],
  ]);
  const gone = overflow(all, ({ id }) => ages.get(id) ?? 0).map(({ id }) => id);
  expect(gone).toEqual(['int_00003', 'int_00004']);
});

it('an event of a stream is read field by field, in the server’s own spelling', () => {
  expect(parseEvent('\nevent: ping\ndata: ')).toEqual({ event: 'ping', data: '' });
  expect(parseEvent('\ndata: {"a":"b: c"}\nid: 12')).toEqual({ data: '{"a":"b: c"}', id: '12' });
});
