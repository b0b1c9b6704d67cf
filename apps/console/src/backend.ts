import type { ConsoleRouter } from '@hearth/api';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { tap } from '@trpc/server/observable';

const url = '/console-api';
/** The header proves that this page, not a form elsewhere, made the call. */
const batches = { url, headers: { 'hearth-console': '1' }, maxItems: 10 };

/** Said on window when the backend no longer knows the session: the operator has to sign in again. */
export const sessionEnded = 'hearth-session-ended';

const watchSession: TRPCLink<ConsoleRouter> =
  () =>
  ({ next, op }) =>
    next(op).pipe(
      tap({
        error: (error) => {
          if (isSignedOut(error)) dispatchEvent(new Event(sessionEnded));
        },
      }),
    );

/** The console's backend, same origin; the session travels in a cookie that scripts cannot read. */
export const backend = createTRPCClient<ConsoleRouter>({
  links: [
    watchSession,
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        condition: (operation) => operation.type === 'query',
        // A page asks many things at once: each is answered as soon as it is known.
        true: httpBatchStreamLink(batches),
        false: httpBatchLink(batches),
      }),
    }),
  ],
});

/** A sentence to show for whatever went wrong; the backend's own where it sent one. */
export const sentenceFor = (error: unknown): string =>
  error instanceof TRPCClientError && error.data
    ? error.message
    : 'The backend cannot be reached. Check your connection, then try again.';

/** True when the session is over and the operator has to sign in again. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof TRPCClientError && error.data?.httpStatus === 401;
