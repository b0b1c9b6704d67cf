import type { HearthClient } from '@hearth/client';

/** Elements may be in the page before the client is, and the other way round: whoever comes second finds the first. */
let current: HearthClient | undefined;
const waiting = new Set<(client: HearthClient) => void>();

/** Gives every widget on the page, now and later, the client it talks through. */
export const connect = (client: HearthClient): void => {
  if (client === current) return;
  current = client;
  for (const listener of waiting) listener(client);
};

/** Calls at once if a client is there, and again if it is replaced, until the returned function is called. */
export const whenConnected = (listener: (client: HearthClient) => void): (() => void) => {
  waiting.add(listener);
  if (current) listener(current);
  return () => waiting.delete(listener);
};
