import type { Locale } from '@hearth/schema';
import { createBoot } from './boot.ts';
import { createIdentity } from './identity.ts';
import type { Emit, InteractionQueue, Kit } from './kit.ts';
import { createLocal } from './local.ts';
import { pickLocale } from './locale.ts';
import type { Input, Output, Path } from './procedures.ts';
import { createCall } from './transport.ts';
import type { HearthClient, HearthOptions } from './types.ts';

/** What the kit's own parts use besides: the script tag's loader, and the command queue. */
export interface Client extends HearthClient {
  /** Tells of the kit's own trouble through `on('error')`. */
  report(message: unknown): void;
}

/** A client that does nothing, and asks nothing of the network, before `init`. */
export function createClient(): Client {
  /** Undefined until somebody wants to know: most pages have no widget, and asking the browser takes its time. */
  let locale: Locale | undefined;
  const speak = () => {
    locale ??= pickLocale(core?.options.locale);
    return locale;
  };

  // An event target rather than a list of functions: a listener that throws cannot stop the others.
  const target = new EventTarget();
  const announce = (name: string, detail: unknown) => {
    target.dispatchEvent(new CustomEvent(name, { detail }));
  };
  const emit: Emit = announce;
  const listen = <T>(name: string, listener: (detail: T) => void) => {
    const handle = (event: Event) => event instanceof CustomEvent && listener(event.detail);
    target.addEventListener(name, handle);
    return () => target.removeEventListener(name, handle);
  };
  const fail = (message: unknown) => emit('error', { message: `${message}` });

  /** Everything that needs to know the project. */
  const start = (options: HearthOptions): Kit => {
    const { api, siteKey } = options;
    const name = `hearth:${siteKey}:`;
    const base = `${api}/w/${siteKey}/`;
    const local = createLocal(name);
    // As it is now: the host's router may soon rewrite the address.
    const { search } = location;
    let queue: Promise<InteractionQueue> | undefined;

    /** Half of this client, needed only by a page that has something to say: so it comes when it is. */
    const open = (): Promise<InteractionQueue> => {
      queue ??= import('./queue.ts')
        .then(({ createQueue }) => createQueue(kit))
        .catch(async (error) => {
          fail(error);
          await new Promise((resolve) => setTimeout(resolve, 5000));
          queue = undefined;
          return open();
        });
      return queue;
    };

    const identity = createIdentity(createCall(base), local, fail, ({ verified }) => {
      emit('member', { verified });
      boot.reset();
      if (queue || (verified && (local('anonymous') || local('ref'))))
        open().then((queue) => queue.welcome());
    });
    const boot = createBoot(identity, speak, announce, fail);
    const kit: Kit = {
      options,
      name,
      base,
      search,
      local,
      identity,
      boot,
      open,
      emit,
      on: listen,
      fail,
      stop: new AbortController(),
    };
    // Something was left behind, by an earlier page or by a tab that died; or somebody's link led here.
    if (local('queued') || search.includes('hearth_ref=')) open();
    return kit;
  };

  let core: Kit | undefined;
  let begin = (_core: Kit) => {};
  /** What is called before `init` waits for it, in order. */
  const ready = new Promise<Kit>((resolve) => {
    begin = resolve;
  });

  const query = async <P extends Path>(path: P, input: Input<P>): Promise<Output<P>> => {
    const reply = await (await ready).identity.ask(path, input);
    if (reply.error) throw new Error(reply.error.message);
    return reply.data;
  };

  return {
    get locale() {
      return speak();
    },
    init(options) {
      if (core) {
        if (core.options.siteKey !== options.siteKey) fail('Another project is running.');
        return;
      }
      locale = undefined;
      core = start(options);
      begin(core);
    },
    identify: (getToken) => void ready.then(({ identity }) => identity.start(getToken)),
    reset: () => void ready.then(({ identity }) => identity.start()),
    update(options) {
      locale = options?.locale ?? locale;
      ready.then(({ boot }) => boot.renew());
    },
    shutdown: () => core?.stop.abort(),
    on: listen,
    async record(kind, payload) {
      const occurredAt = new Date().toISOString();
      const { identity, open } = await ready;
      const visit = identity.current();
      return (await open()).record(kind, payload, occurredAt, visit);
    },
    watch(widget, listener) {
      listener(core?.boot.states[widget] ?? { status: 'loading' });
      ready.then(({ boot }) => boot.states[widget] || boot.ask([widget]));
      return listen(widget, listener);
    },
    reload: (widget) => void ready.then(({ boot }) => boot.ask([widget])),
    page: (input) => query('feed.page', input),
    comments: (input) => query('feed.comments', input),
    post: (input) => query('feed.post', input),
    live(listener) {
      const stop = new AbortController();
      import('./stream.ts').then(async ({ follow }) => follow(await ready, listener, stop)).catch(fail);
      return () => stop.abort();
    },
    report: fail,
  };
}
