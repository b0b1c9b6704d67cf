import { idSchema, type LiveFilter, type LiveItem, WidgetNameSchema } from '@hearth/schema';
import { type TrackedEnvelope, tracked } from '@trpc/server';
import type { Services } from '../context.ts';
import { rowId, wireId } from '../ids.ts';
import { listen } from '../listen.ts';
import { type Filter, findAfter, findByIds, findRecent, type LiveRow } from './live-store.ts';
import { summarise } from './summary.ts';

/** What a person can take in at once; of a burst, the latest are shown. */
const MOST_AT_ONCE = 200;

/** The latest interactions of a project, newest first. */
export async function recent(
  { database }: Services,
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
  { bus, database }: Services,
  projectId: string,
  { lastEventId, ...wanted }: LiveFilter & { lastEventId?: string | null | undefined },
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<LiveItem>, void, void> {
  // Before the first read: what is stored between the two is then told twice rather than never.
  const stored = listen(bus, 'interactions', { signal });
  const filter = filterOf(projectId, wanted);
  try {
    if (lastEventId) {
      for (const row of await findAfter(database, filter, rowId(lastEventId), MOST_AT_ONCE))
        yield envelope(row);
    }
    for await (const { projectId: of, ids } of stored) {
      if (of !== projectId) continue;
      for (const row of await findByIds(database, filter, ids.slice(-MOST_AT_ONCE))) yield envelope(row);
    }
  } finally {
    // Also when the reader leaves while catching up, before the stream was first read.
    stored.end();
  }
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
