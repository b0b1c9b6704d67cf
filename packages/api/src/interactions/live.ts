import { idSchema, type LiveFilter, type LiveItem, WidgetNameSchema } from '@hearth/schema';
import { type TrackedEnvelope, tracked } from '@trpc/server';
import type { BusEvents } from '../bus.ts';
import type { Services } from '../context.ts';
import type { Database } from '../database/database.ts';
import { rowId, wireId } from '../ids.ts';
import { listen } from '../listen.ts';
import { type Filter, findAfter, findByIds, findRecent, type LiveRow } from './live-store.ts';
import { summarise } from './summary.ts';

/** What a person can take in at once; of a burst, the latest are shown. */
const MOST_AT_ONCE = 200;

/** The latest interactions of a project, newest first. */
export async function recent(
  { database }: Pick<Services, 'database'>,
  projectId: string,
  { limit, ...filter }: LiveFilter & { limit: number },
): Promise<LiveItem[]> {
  return (await findRecent(database, filterOf(projectId, filter), limit)).map(liveItemOf);
}

/**
 * Interactions of a project as they are stored. With the id of the last one seen it first catches up, at most 200;
 * around a lost connection an item may come twice, so readers go by its id.
 */
export async function* live(
  { bus, database, now }: Pick<Services, 'bus' | 'database' | 'now'>,
  projectId: string,
  { lastEventId, ...wanted }: LiveFilter & { lastEventId?: string | null | undefined },
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<LiveItem>, void, void> {
  // Before the first read: what is stored between the two is then told twice rather than never.
  const stored = listen(bus, 'interactions', { projectId, signal });
  const filter = filterOf(projectId, wanted);
  const opened = now();
  let last = lastEventId ? rowId(lastEventId) : null;
  try {
    if (last !== null) {
      for (const row of await findAfter(database, filter, last, MOST_AT_ONCE)) {
        last = row.id;
        yield envelope(row);
      }
    }
    for await (const told of stored) {
      for (const row of await rowsOf(database, filter, told, { last, opened })) {
        last = row.id;
        yield envelope(row);
      }
    }
  } finally {
    // Also when the reader leaves while catching up, before the stream was first read.
    stored.end();
  }
}

/** What was announced; when announcements were missed, all since the last item that was shown, or since the stream began. */
async function rowsOf(
  database: Database,
  filter: Filter,
  told: BusEvents['interactions' | 'missed'],
  { last, opened }: { last: string | null; opened: Date },
): Promise<LiveRow[]> {
  if (!('missed' in told)) return findByIds(database, filter, told.ids.slice(-MOST_AT_ONCE));
  if (last !== null) return findAfter(database, filter, last, MOST_AT_ONCE);
  const rows = await findRecent(database, filter, MOST_AT_ONCE);
  return rows.filter((row) => row.received_at >= opened).reverse();
}

const MemberId = idSchema('member');

function filterOf(projectId: string, { widget, member }: LiveFilter): Filter {
  const id = MemberId.safeParse(member);
  return {
    projectId,
    widget: widget ?? null,
    name: id.success ? null : (member ?? null),
    memberId: id.success ? rowId(id.data) : null,
  };
}

const envelope = (row: LiveRow) => tracked(wireId('interaction', row.id), liveItemOf(row));

const liveItemOf = (row: LiveRow): LiveItem => ({
  id: wireId('interaction', row.id),
  kind: row.kind,
  widget: WidgetNameSchema.nullable().catch(null).parse(row.widget),
  member: { id: wireId('member', row.member_id), name: row.member_name, verified: row.verified },
  occurredAt: row.occurred_at.toISOString(),
  receivedAt: row.received_at.toISOString(),
  page: row.page,
  summary: summarise(row.payload),
});
