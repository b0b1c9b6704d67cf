import type { FeedEvent } from '@hearth/schema';
import type { Services } from '../context.ts';
import { listen } from '../listen.ts';

/** What changes in one project's feed, as it changes, to whoever has it open. */
export async function* live(
  services: Services,
  projectId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<FeedEvent, void, void> {
  for await (const { projectId: of, event } of listen(services.bus, 'feed', { signal })) {
    if (of === projectId) yield event;
  }
}
