import { FeedEventSchema } from '@hearth/schema';
import { z } from 'zod';
import type { Bus } from '../bus.ts';

/** What one process has to tell the others of one project; null is every project. */
const EntrySchema = z.discriminatedUnion('type', [
  /** UUIDs without hyphens, one after the other. */
  z.object({ type: z.literal('interactions'), project: z.uuid(), ids: z.string() }),
  z.object({ type: z.literal('feed'), project: z.uuid(), event: FeedEventSchema }),
  z.object({ type: z.literal('settings'), project: z.uuid() }),
  z.object({ type: z.literal('missed'), project: z.uuid().nullable() }),
]);
export type Entry = z.infer<typeof EntrySchema>;

/** `from` is the process that tells, which hears itself too. */
const PayloadSchema = z.object({ from: z.string(), entries: z.array(EntrySchema) });

/** PostgreSQL takes less than 8,000 bytes. Everything in a payload is ASCII. */
const MOST_BYTES = 7_900;
/** In one flush: about 250 KB. */
const MOST_PAYLOADS = 32;

export const pressIds = (ids: readonly string[]): string => ids.join('').replaceAll('-', '');

const HYPHENLESS = /(.{8})(.{4})(.{4})(.{4})(.{12})/g;
const unpress = (ids: string): string[] => ids.replace(HYPHENLESS, '$1-$2-$3-$4-$5,').split(',').slice(0, -1);

/**
 * As many payloads as it takes. More than are reasonable shrink to the bare news that something happened in these
 * projects, or, in very many, at all.
 */
export function encode(from: string, entries: readonly Entry[]): string[] {
  const payloads = pack(from, entries);
  if (payloads.length <= MOST_PAYLOADS) return payloads;
  const projects = [...new Set(entries.map(({ project }) => project))];
  const short = pack(
    from,
    projects.map((project) => ({ type: 'missed', project })),
  );
  return short.length <= MOST_PAYLOADS ? short : pack(from, [{ type: 'missed', project: null }]);
}

function pack(from: string, entries: readonly Entry[]): string[] {
  const room = MOST_BYTES - JSON.stringify({ from, entries: [] }).length;
  const payloads: Entry[][] = [];
  let left = 0;
  for (const entry of entries) {
    const size = JSON.stringify(entry).length + 1;
    if (size > left) {
      payloads.push([]);
      left = room;
    }
    payloads.at(-1)?.push(entry);
    left -= size;
  }
  return payloads.map((one) => JSON.stringify({ from, entries: one }));
}

/** What another process told; nothing of one's own. What cannot be read, as from a newer version, was missed. */
export function decode(payload: string, self: string): Entry[] {
  const read = PayloadSchema.safeParse(parse(payload));
  if (!read.success) return [{ type: 'missed', project: null }];
  return read.data.from === self ? [] : read.data.entries;
}

/** Passes on to this process what another told. */
export function hear(bus: Bus, entry: Entry): void {
  if (entry.type === 'interactions')
    bus.hear('interactions', { projectId: entry.project, ids: unpress(entry.ids) });
  else if (entry.type === 'feed') bus.hear('feed', { projectId: entry.project, event: entry.event });
  else if (entry.type === 'settings') bus.hear('settings', { projectId: entry.project });
  else bus.hear('missed', { projectId: entry.project, missed: true });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
