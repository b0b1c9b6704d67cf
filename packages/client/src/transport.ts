import type { ErrorReason } from '@hearth/schema';
import type { Input, Output, Path } from './procedures.ts';

/** Why a call brought nothing. */
export interface Failure {
  message: string;
  /** Absent when there was no answer at all. */
  status?: number;
  reason?: ErrorReason;
  /** Milliseconds the server asks to be left alone. */
  retryAfter?: number;
}

export type Reply<T> = { data: T; error?: undefined } | { data?: undefined; error: Failure };

/** One call in tRPC's wire format. Resolves also when it fails. */
export type RemoteCall = <P extends Path>(
  path: P,
  input: Input<P>,
  credential?: string | null,
  isMutation?: boolean,
) => Promise<Reply<Output<P>>>;

/** Longest wait for an answer, in milliseconds: the server gives up after ten seconds itself. */
const PATIENCE = 15_000;

export const createCall =
  (base: string): RemoteCall =>
  async (path, input, credential, isMutation) => {
    const error: Failure = { message: 'Could not reach the server.' };
    try {
      const json = JSON.stringify(input);
      const headers: Record<string, string> = {};
      // Never in the address, where it would be logged and shared.
      if (credential) headers.authorization = `Bearer ${credential}`;
      if (isMutation) headers['content-type'] = 'application/json';
      const response = await fetch(base + path + (isMutation ? '' : `?input=${encodeURIComponent(json)}`), {
        headers,
        signal: AbortSignal.timeout(PATIENCE),
        // Kept alive, a page may close mid-send; for that a body stays below the browsers' 64 KiB.
        ...(isMutation && { method: 'POST', keepalive: true, body: json }),
      });
      error.status = response.status;
      error.retryAfter = Number(response.headers.get('retry-after')) * 1000;
      const body = await response.json();
      if (body.result) return { data: body.result.data };
      error.message = body.error.message;
      error.reason = body.error.data.reason;
    } catch {
      // No answer, or one that is not ours (a proxy's page): the status says what is known.
    }
    return { error };
  };
