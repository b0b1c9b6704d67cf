/** One request as the backend would have understood it. */
export interface ReceivedCall {
  path: string;
  input: { [key: string]: unknown; items?: { id: string; kind: string; occurredAt: string }[] };
  credential: string | null;
  keepalive: boolean;
  mutation: boolean;
}

type Answer = (call: ReceivedCall) => Response | Promise<Response> | undefined;

/** tRPC's wire format for a result. */
export const result = (data: unknown) => Response.json({ result: { data } });

/** tRPC's wire format for an error, with the reason that Hearth adds. */
export const failure = (httpStatus: number, reason: string, headers: Record<string, string> = {}) =>
  Response.json(
    {
      error: { message: `It says ${reason}.`, code: -32_000, data: { httpStatus, reason, requestId: 'r1' } },
    },
    { status: httpStatus, headers },
  );

const lost = (): never => {
  throw new TypeError('Failed to fetch');
};

/** The backend in a page: it speaks the widget API's wire format and stores each interaction once. */
export class BackendDouble {
  readonly origin = 'https://hearth.test';
  readonly calls: ReceivedCall[] = [];
  /** What was committed, by id, with the credential it came with. */
  readonly stored = new Map<string, { kind: string; credential: string; payload: unknown }>();
  offline = false;
  /** What outcomes of accepted items carry besides. */
  extra: object = { changed: [] };
  #answers: { path: string; answer: Answer; times: number }[] = [];
  #issued = 0;

  /** The next call of this path (or so many) is answered in this way; undefined leaves it to the ordinary one. */
  next(path: string, answer: Answer, times = 1) {
    this.#answers.push({ path, answer, times });
  }

  /** The next call is carried out, but the reply never arrives. */
  loseNextReply(path: string) {
    this.next(path, (call) => {
      this.#ordinary(call);
      return lost();
    });
  }

  to(path: string) {
    return this.calls.filter((call) => call.path === path);
  }

  kinds() {
    return [...this.stored.values()].map(({ kind }) => kind);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(`${input}`);
    const path = url.pathname.split('/').at(-1) ?? '';
    const mutation = init?.method === 'POST';
    const headers = new Headers(init?.headers);
    if (mutation && headers.get('content-type') !== 'application/json') throw new Error('415');
    const text = mutation ? init.body : url.searchParams.get('input');
    const call: ReceivedCall = {
      path,
      input: text ? JSON.parse(`${text}`) : {},
      credential: headers.get('authorization')?.replace(/^Bearer /, '') ?? null,
      keepalive: init?.keepalive ?? false,
      mutation,
    };
    this.calls.push(call);
    if (this.offline) lost();
    const scripted = this.#answers.find((entry) => entry.path === path && entry.times > 0);
    if (scripted) scripted.times--;
    return (await scripted?.answer(call)) ?? this.#ordinary(call);
  };

  #ordinary({ path, input, credential }: ReceivedCall): Response {
    if (path === 'members.anonymous')
      return result({ token: `anon_${String(++this.#issued).padStart(22, '0')}` });
    if (path === 'members.merge') return result({ memberId: 'mem_1' });
    if (path === 'boot') {
      const widgets = Array.isArray(input.widgets) ? input.widgets : [];
      const states = Object.fromEntries(widgets.map((widget) => [widget, { of: credential }]));
      return result({ serverTime: new Date().toISOString(), member: null, theme: {}, ...states });
    }
    if (path !== 'interactions.record') return failure(404, 'not_found');
    if (!credential) return failure(401, 'sign_in_required');
    const outcomes = (input.items ?? []).map(({ id, kind, ...item }) => {
      if (this.stored.has(id)) return { id, status: 'duplicate' };
      this.stored.set(id, { kind, credential, payload: Reflect.get(item, 'payload') });
      return { id, status: 'accepted', ...this.extra };
    });
    return result({ outcomes });
  }
}
