import type { Local } from './local.ts';
import type { Input, Output, Path } from './procedures.ts';
import type { RemoteCall, Reply } from './transport.ts';
import type { GetToken } from './types.ts';

/** One member's time on the page: from `identify` or `reset` to the next. */
export interface Visit {
  readonly verified: boolean;
  /** The member token as last fetched; '' when there is none. */
  token: string;
  /** A verified member's `sub`, '' for this browser's anonymous member, undefined before the first token. */
  who: string | undefined;
  /** Resolves with `who` once that is known. */
  readonly known: Promise<string>;
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
  /** A call in a visit's name. A credential that ran out is replaced, once. */
  ask<P extends Path>(
    path: P,
    input: Input<P>,
    visit?: Visit,
    isMutation?: boolean,
  ): Promise<Reply<Output<P>>>;
}

/** The token's subject, unverified: it only labels the queue; the server is who checks. */
const subjectOf = (token: string): string => {
  const binary = atob(token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '');
  // Decoded as UTF-8: a subject may hold any character.
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)).sub;
};

export function createIdentity(
  call: RemoteCall,
  local: Local,
  fail: (message: string) => void,
  changed: (visit: Visit) => void,
): Identities {
  const open = (getToken?: GetToken): Visit => {
    let learn = (_who: string) => {};
    let fetching: Promise<boolean> | undefined;
    const visit: Visit = {
      verified: !!getToken,
      token: '',
      who: undefined,
      known: new Promise((resolve) => {
        learn = (who) => {
          visit.who = who;
          resolve(who);
        };
      }),
      async authorise() {
        if (getToken && !visit.token) fetching ??= fetchToken(getToken);
        return fetching ?? true;
      },
    };
    const fetchToken = async (get: GetToken) => {
      try {
        // In a promise also when it throws at once.
        const token = await Promise.resolve().then(get);
        const who = subjectOf(token);
        if (!who) throw new Error('it has no sub');
        if (visit.who === undefined) learn(who);
        if (visit.who === who) visit.token = token;
        // The host switched users without a word: what was queued stays with the former one.
        else if (visit === current) start(get);
      } catch (error) {
        fail(`No member token: ${error}`);
      }
      fetching = undefined;
      return !!visit.token;
    };
    if (!getToken) learn('');
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
        if (!(await visit.authorise())) {
          return { error: { message: 'There is no member token.', status: 401, retryAfter: 0 } };
        }
        const shown = credential(visit);
        const reply = await call(path, input, shown, isMutation);
        const reason = reply.error?.reason;
        if (reason !== 'token_expired' && reason !== 'token_invalid') return reply;
        if (!visit.verified) local('anonymous', null);
        else if (visit.token === shown) visit.token = '';
        if (retried || (visit.verified && reason === 'token_invalid')) return reply;
      }
    },
  };
}
