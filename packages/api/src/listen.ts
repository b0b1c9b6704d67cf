import type { Bus, BusEvents } from './bus.ts';

/** A reader this far behind is better off asking again than being told of every step. */
const MOST_WAITING = 1_000;

/** A stream that must be ended by whoever leaves before having read from it. */
export interface Listening<T> extends AsyncIterable<T> {
  end(): void;
}

export interface ListenOptions {
  /** UUID of the project whose announcements are wanted. */
  projectId: string;
  signal: AbortSignal | undefined;
  mostWaiting?: number;
}

/**
 * A project's bus event as a stream, from the moment of the call (not of the first read), until `signal` aborts.
 * When others' announcements were missed, the stream says so in their place. It ends by itself when its reader
 * falls too far behind: a live client then connects again and catches up.
 */
export function listen<E extends keyof BusEvents>(
  bus: Bus,
  event: E,
  { projectId, signal, mostWaiting = MOST_WAITING }: ListenOptions,
): Listening<BusEvents[E] | BusEvents['missed']> {
  type Told = BusEvents[E] | BusEvents['missed'];
  const waiting: Told[] = [];
  let isOver = signal?.aborted ?? false;
  let wake = () => {};
  const end = () => {
    isOver = true;
    stopEvent();
    stopMissed();
    signal?.removeEventListener('abort', end);
    wake();
  };
  const take = (detail: Told) => {
    waiting.push(detail);
    if (waiting.length > mostWaiting) end();
    else wake();
  };
  const stopEvent = bus.onProject(event, projectId, take);
  const stopMissed = bus.onProject<'missed'>('missed', projectId, take);
  signal?.addEventListener('abort', end);
  if (isOver) end();

  async function* read(): AsyncGenerator<Told, void, void> {
    try {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (isOver) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      end();
    }
  }
  return { [Symbol.asyncIterator]: read, end };
}
