import type { FeedEvent } from '@hearth/schema';
import type { Services } from '../context.ts';
import { listen } from '../listen.ts';

/**
 * What changes in one project's feed, as it changes, to whoever has it open. Ends when changes may have been missed:
 * a reader connects again and asks for the feed anew.
 */
export async function* live(
  { bus }: Pick<Services, 'bus'>,
  projectId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<FeedEvent, void, void> {
  for await (const told of listen(bus, 'feed', { projectId, signal })) {
    if ('missed' in told) return;
    yield told.event;
  }
}
