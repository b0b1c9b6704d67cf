import type { Services } from '../context.ts';
import { asOwner, inTenant } from '../database/tenant-scope.ts';
import { segmentMembers } from './members.ts';
import { findStale } from './refresh-store.ts';

/** How old a segment's members may become while nobody asks for them. Milliseconds. */
const REFRESH_AFTER = 5 * 60_000;
/** How often to look. Milliseconds. */
const LOOK_EVERY = 60_000;

/**
 * Keeps every segment in use worked out, one after the other, so that a question seldom waits for it.
 *
 * @param onError hears of a segment that could not be refreshed; the others still are
 * @returns stops it, and resolves when nothing of it runs any more
 */
export function startRefresher(
  services: Pick<Services, 'database' | 'now'>,
  onError: (error: unknown, about: object) => void,
  every = LOOK_EVERY,
): () => Promise<void> {
  const stopped = new AbortController();
  let round: Promise<void> = Promise.resolve();
  // A round that takes longer than the interval is not overtaken by the next.
  let isBusy = false;
  const look = () => {
    if (isBusy) return;
    isBusy = true;
    round = refreshAll(services, onError, stopped.signal).finally(() => {
      isBusy = false;
    });
  };
  const timer = setInterval(look, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopped.abort();
    await round;
  };
}

/** Never rejects: what goes wrong is told. */
async function refreshAll(
  { database, now }: Pick<Services, 'database' | 'now'>,
  onError: (error: unknown, about: object) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const before = new Date(now().getTime() - REFRESH_AFTER);
    for (const { projectId, segmentId } of await asOwner('refresh segments', () =>
      findStale(database, before),
    )) {
      if (signal.aborted) return;
      const refresh = () => segmentMembers(database, projectId, segmentId, now());
      await inTenant([projectId], refresh).catch((error: unknown) =>
        onError(error, { projectId, segmentId }),
      );
    }
  } catch (error) {
    onError(error, { about: 'refreshing segments' });
  }
}
