import type { HearthClient, HearthEvents, Remote } from '@hearth/client';
import type { InteractionKind, Locale, Outcome, Payload, WidgetName, WidgetStates } from '@hearth/schema';

type Listener = (detail: never) => void;

/** A page's client without a network: a test sets states and answers, and reads what the widget recorded. */
export const testClient = (options: { locale?: Locale } = {}) => {
  const states = new Map<WidgetName, unknown>();
  const watchers = new Map<WidgetName, Set<(state: never) => void>>();
  const listeners = new Map<string, Set<Listener>>();
  const recorded: { kind: InteractionKind; payload: unknown }[] = [];
  const reloaded: WidgetName[] = [];
  let answer = (_kind: InteractionKind): Promise<Outcome> =>
    Promise.resolve({ id: 'int_1', status: 'accepted', changed: [] });

  const client: HearthClient = {
    locale: options.locale ?? 'en',
    init() {},
    identify() {},
    reset() {},
    update() {},
    shutdown() {},
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    record<K extends InteractionKind>(kind: K, payload: Payload<K>) {
      recorded.push({ kind, payload });
      return answer(kind);
    },
    watch(widget, listener) {
      const set = watchers.get(widget) ?? new Set();
      watchers.set(widget, set.add(listener));
      listener((states.get(widget) ?? { status: 'loading' }) as never);
      return () => set.delete(listener);
    },
    reload(widget) {
      reloaded.push(widget);
    },
    page: () => Promise.resolve({ posts: [], nextCursor: null, hasMore: false }),
    comments: () => Promise.resolve({ comments: [], nextCursor: null, hasMore: false }),
    post: () => Promise.resolve(null),
    live: () => () => {},
  };

  return {
    client,
    recorded,
    reloaded,
    /** What `record` answers from now on. */
    answerWith(next: (kind: InteractionKind) => Promise<Outcome>) {
      answer = next;
    },
    set<W extends WidgetName>(widget: W, state: Remote<WidgetStates[W]>) {
      states.set(widget, state);
      for (const watcher of watchers.get(widget) ?? []) watcher(state as never);
    },
    /** Ready with this data, for a verified member unless said otherwise. */
    ready<W extends WidgetName>(widget: W, data: WidgetStates[W], verified = true) {
      this.set(widget, {
        status: 'ready',
        data,
        member: { id: 'mem_1', name: 'Ada', verified },
        theme: {},
      });
    },
    emit<E extends keyof HearthEvents>(event: E, detail: HearthEvents[E]) {
      for (const listener of listeners.get(event) ?? []) listener(detail as never);
    },
  };
};
