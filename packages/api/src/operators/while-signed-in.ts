import type { ConsoleContext } from '../context.ts';
import { authorise } from './authorise.ts';
import type { Permission } from './permissions.ts';
import { findHolder } from './session.ts';

/** How often a stream makes sure that its reader may still read it. Milliseconds. */
const CHECK_EVERY = 30_000;

/**
 * A stream that outlives the request it was authorised by, for as long as its operator stays signed in and allowed:
 * whoever is disabled, signs out or loses the permission reads on for 30 seconds at most.
 *
 * @throws HearthError sign_in_required, permission_denied, once that is so
 */
export async function* whileSignedIn<T>(
  { services, session }: Pick<ConsoleContext, 'services' | 'session'>,
  permission: Permission,
  signal: AbortSignal | undefined,
  open: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  const over = new AbortController();
  const check = async () => {
    const { token } = session;
    const holder = token === null ? null : await findHolder(services.database, token, services.now());
    authorise(holder?.operator ?? null, permission);
  };
  // A check that fails ends the stream too: its reader connects again and is asked who they are.
  const timer = setInterval(() => check().catch((reason) => over.abort(reason)), CHECK_EVERY);
  try {
    yield* open(signal ? AbortSignal.any([signal, over.signal]) : over.signal);
    over.signal.throwIfAborted();
  } finally {
    clearInterval(timer);
  }
}
