import type { FeedEvent } from '@hearth/schema';
import type { Kit } from './kit.ts';

/** Longest silence, in milliseconds: the server pings every 15 seconds. */
const SILENCE = 40_000;
/** A page hidden for this long lets its connection go until it is seen again. */
const HIDDEN = 60_000;

/** One event of a server-sent stream, as its fields. tRPC writes each in one line. */
export function parseEvent(block: string): { event?: string; data?: string; id?: string } {
  return Object.fromEntries(
    Array.from(block.matchAll(/^(\w+): ?(.*)$/gm), ([, name, value]) => [name, value]),
  );
}

/** Resolves when the page is on screen, or the signal aborts. */
const seen = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const look = () => document.hidden || resolve();
    document.addEventListener('visibilitychange', look, { signal });
    signal.addEventListener('abort', () => resolve());
    look();
  });

/**
 * Reads the feed's changes until told to stop, connecting anew whenever the connection is lost; the feed is then
 * asked again, because some may have been missed. By fetch rather than EventSource, which could send the
 * credential in the address alone.
 */
export async function follow(
  { base, identity, boot, on, stop: shutdown }: Kit,
  listener: (event: FeedEvent) => void,
  stop: AbortController,
): Promise<void> {
  const { signal } = stop;
  shutdown.signal.addEventListener('abort', () => stop.abort(), { signal });
  let lastId = '';
  let attempts = 0;
  let connected = false;

  const receive = (block: string) => {
    const { event, data, id } = parseEvent(block);
    if (id !== undefined) lastId = id;
    // Named events are tRPC's own: connected, ping, return, serialized-error.
    if (!event && data) listener(JSON.parse(data));
  };

  const connect = async (connection: AbortController) => {
    const close = () => connection.abort();
    let silence = setTimeout(close, SILENCE);
    let hiding: typeof silence | undefined;
    signal.addEventListener('abort', close, connection);
    document.addEventListener(
      'visibilitychange',
      () => {
        clearTimeout(hiding);
        if (document.hidden) hiding = setTimeout(close, HIDDEN);
      },
      connection,
    );
    const visit = identity.current();
    await visit.authorise();
    const credential = identity.credential(visit);
    const response = await fetch(
      `${base}feed.live${lastId && `?lastEventId=${encodeURIComponent(lastId)}`}`,
      {
        headers: credential ? { authorization: `Bearer ${credential}` } : {},
        signal: connection.signal,
      },
    );
    if (response.status === 401) visit.token = '';
    if (!response.ok || !response.body) return;
    attempts = 0;
    if (connected) boot.renew(['feed']);
    connected = true;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(close, SILENCE);
      const blocks = (text + value).split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach(receive);
    }
  };

  while (!signal.aborted) {
    await seen(signal);
    const connection = new AbortController();
    // A stream belongs to whom it was opened for.
    const off = on('member', () => connection.abort());
    // However it ended, what follows is the same: connect again, a little later each time.
    await connect(connection).catch(() => {});
    off();
    connection.abort();
    const wait = Math.max(1000, Math.random() * Math.min(60_000, 1000 * 2 ** ++attempts));
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
      signal.addEventListener('abort', resolve);
      window.addEventListener('online', resolve, { signal });
    });
  }
}
