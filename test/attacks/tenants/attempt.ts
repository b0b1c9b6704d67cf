import { type IdKind, idPrefixes } from '@hearth/schema';
import type { Ids } from '../../../packages/api/src/testing/furnished.ts';

/** How one procedure is tried. */
export interface Attempt {
  /**
   * What to send, naming whatever `ids` are of.
   *
   * @param own the asking project's own owner, for what is needed to be heard at all, such as a version
   * @param canary of the project that the ids are of
   */
  input(ids: Ids, own: unknown, canary: string): unknown;
  /** Its own people find their own canary in the answer: so a foreign one would be seen there, too. */
  shows?: true;
  /** Its own people are refused with this reason as well. */
  refused?: string;
}

export const nothing = { input: () => ({}) } satisfies Attempt;

/** Around everything that a furnished project knows. */
export const period = { from: '2026-02-01', to: '2026-04-01' } as const;

export const wire =
  (kind: IdKind, name: keyof Ids) =>
  (ids: Ids): string =>
    `${idPrefixes[kind]}_${ids[name].replaceAll('-', '')}`;

/** Calls a procedure by its path. A stream answers with what it has to say within a moment. */
export async function ask(caller: unknown, path: string, input: unknown): Promise<unknown> {
  const procedure = path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), caller);
  if (typeof procedure !== 'function') throw new Error(`${path} is no procedure`);
  const answer: unknown = await procedure(input);
  return isStream(answer) ? firstOf(answer) : answer;
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Long enough for a few statements on a busy machine. Milliseconds. */
const MOMENT = 300;

async function firstOf(stream: AsyncIterable<unknown>): Promise<unknown> {
  const steps = stream[Symbol.asyncIterator]();
  const nobody = new Promise<undefined>((resolve) => setTimeout(resolve, MOMENT));
  const first = steps.next();
  const said = await Promise.race([first, nobody]);
  // A stream that waits for news cannot be ended from here: its signal ends it.
  if (said) await steps.return?.();
  else first.catch(() => {});
  return said?.value;
}
