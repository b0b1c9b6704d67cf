import type { Local } from './local.ts';
import type { Input, Output, Path } from './procedures.ts';
import type { RemoteCall, Reply } from './transport.ts';
import type { GetToken } from './types.ts';

/** One member's time on the page: from `identify` or `reset` to the next. */
export interface Visit {
  readonly verified: boolean;
  /** The member token as last fetched; '' when there is none. */
  token: string;
  /** A label of the verified member, '' for this browser's anonymous one, undefined before the first token. */
  who: string | undefined;
  /** Makes sure of a token; callers at the same time share one fetch. False when there is none to be had. */
  authorise(): Promise<boolean>;
}

export interface Identities {
  current(): Visit;
  /** This browser's anonymous member, whoever acts now. */
  readonly anonymous: Visit;
  start(getToken?: GetToken): void;
  /** What a visit shows the server: its token, or this browser's anonymous credential if it has one. */
  credential(visit: Visit): string | null;
  /** A call in a visit's name. A credential that the server no longer takes is replaced, once. */
  ask<P extends Path>(
    path: P,
    input: Input<P>,
    visit?: Visit,
    isMutation?: boolean,
  ): Promise<Reply<Output<P>>>;
}

/**
 * Whose token this is. Read without verifying, and not even as UTF-8: it only has to be another for another
 * member, to label the queue. The server is who checks.
 */
const labelOf = (token: string): string =>
  `@${JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))).sub}`;

export function createIdentity(
  call: RemoteCall,
  local: Local,
  fail: (message: string) => void,
  changed: (visit: Visit) => void,
): Identities {
  const open = (getToken?: GetToken): Visit => {
    let fetching: Promise<void> | undefined;
    const visit: Visit = {
      verified: !!getToken,
      token: '',
      who: getToken ? undefined : '',
      async authorise() {
        if (!getToken || visit.token) return true;
        fetching ??= Promise.resolve()
          .then(getToken)
          .then((token) => {
            const who = labelOf(token);
            visit.who ??= who;
            if (visit.who === who) visit.token = token;
            // The host switched users without a word: what was queued stays with the former one.
            else if (visit === current) start(getToken);
          })
          .catch((error) => fail(`getToken: ${error}`));
        await fetching;
        fetching = undefined;
        return !!visit.token;
      },
    };
    return visit;
  };

  const anonymous = open();
  let current = anonymous;

  const start = (getToken?: GetToken) => {
    current = open(getToken);
    changed(current);
  };
  const credential = (visit: Visit) => (visit.verified ? visit.token : local('anonymous'));

  return {
    current: () => current,
    anonymous,
    start,
    credential,
    async ask(path, input, visit = current, isMutation) {
      for (let retried = false; ; retried = true) {
        if (!(await visit.authorise())) return { error: { message: 'No member token.', status: 401 } };
        const shown = credential(visit);
        const reply = await call(path, input, shown, isMutation);
        if (retried || !reply.error?.reason?.startsWith('token_')) return reply;
        if (!visit.verified) local('anonymous', null);
        else if (visit.token === shown) visit.token = '';
      }
    },
  };
}
