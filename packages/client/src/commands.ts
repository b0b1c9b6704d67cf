import type { Client } from './client.ts';

type Command = (name: string, ...args: unknown[]) => unknown;

/** The stub that a page defines before the script arrives: it only remembers what it was called with. */
export interface Stub {
  q?: ArrayLike<unknown>[];
}

/**
 * Carries out what the stub remembers, then every call as it comes: `hearth('identify', getToken)`,
 * `hearth('record', 'event.tracked', {…})`, and for short `hearth('track', name, properties)`. Returns what
 * the method returns. Assign the result to `window.hearth`.
 */
export function replay(client: Client, stub?: Stub): Command {
  const command: Command = (name, ...args) => {
    try {
      const [event, properties] = args;
      if (name === 'track') return client.record('event.tracked', Object({ name: event, properties }));
      return Reflect.get(client, name)(...args);
    } catch (error) {
      client.report(`hearth('${name}') failed: ${error}`);
    }
  };
  for (const call of stub?.q ?? []) Reflect.apply(command, null, call);
  return command;
}
