import type { Bus, BusEvents } from './bus.ts';

/** A reader this far behind is better off asking again than being told of every step. */
const MOST_WAITING = 1_000;

/** A stream that must be ended by whoever leaves before having read from it. */
export interface Listening<T> extends AsyncIterable<T> {
  end(): void;
}

/**
 * A bus event as a stream, from the moment of the call (not of the first read), until `signal` aborts. It ends by
 * itself when its reader falls too far behind: a live client then connects again and catches up.
 */
export function listen<E extends keyof BusEvents>(
  bus: Bus,
  event: E,
  options: { signal: AbortSignal | undefined; mostWaiting?: number },
): Listening<BusEvents[E]> {
  const { signal, mostWaiting = MOST_WAITING } = options;
  const waiting: BusEvents[E][] = [];
  let isOver = signal?.aborted ?? false;
  let wake = () => {};
  const end = () => {
    isOver = true;
    stop();
    signal?.removeEventListener('abort', end);
    wake();
  };
  const stop = bus.on(event, (detail) => {
    waiting.push(detail);
    if (waiting.length > mostWaiting) end();
    else wake();
  });
  signal?.addEventListener('abort', end);
  if (isOver) end();

  async function* read(): AsyncGenerator<BusEvents[E], void, void> {
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
