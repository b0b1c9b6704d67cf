import type { Boot, Locale, WidgetName, WidgetStates } from '@hearth/schema';
import type { Identities } from './identity.ts';
import type { Remote } from './types.ts';

type States = { [W in WidgetName]?: Remote<WidgetStates[W]> };

const answers = <W extends WidgetName>(boot: Boot, widget: W): boot is Boot & Pick<WidgetStates, W> =>
  widget in boot;

/** Keeps the state of every watched widget; all that are asked for within one moment share a request. */
export function createBoot(
  identity: Identities,
  locale: () => Locale,
  announce: (widget: WidgetName, state: unknown) => void,
  fail: (message: string) => void,
) {
  const states: States = {};
  /** Every watched widget's latest question: an answer to an earlier one is too old to be shown. */
  const tickets = new Map<WidgetName, number>();
  const wanted = new Set<WidgetName>();
  let ticket = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = <W extends WidgetName>(widget: W, state: Remote<WidgetStates[W]>) => {
    Object.assign(states, { [widget]: state });
    announce(widget, state);
  };

  const load = async () => {
    timer = undefined;
    const widgets = [...wanted];
    const asked = new Map(tickets);
    wanted.clear();
    const reply = await identity.ask('boot', { widgets, locale: locale() });
    const message = reply.error?.message ?? 'The server left it out.';
    for (const widget of widgets) {
      if (asked.get(widget) !== tickets.get(widget)) continue;
      if (!reply.error && answers(reply.data, widget)) {
        const { [widget]: data, member, theme } = reply.data;
        show(widget, { status: 'ready', data, member, theme });
      } else if (states[widget]?.status !== 'ready') {
        // What is on screen stays there when only its renewal failed.
        show(widget, { status: 'failed', message });
      }
    }
    if (reply.error) fail(message);
  };

  const ask = (widgets: Iterable<WidgetName>, delay?: number) => {
    for (const widget of widgets) {
      wanted.add(widget);
      tickets.set(widget, ++ticket);
      if (states[widget]?.status !== 'ready') show(widget, { status: 'loading' });
    }
    if (wanted.size) timer ??= setTimeout(load, delay);
  };

  return {
    states,
    ask,
    /** Asks again for those of these that are on the page; several changes in a row share a request. */
    renew: (widgets: Iterable<WidgetName> = tickets.keys()) =>
      ask(
        [...widgets].filter((widget) => tickets.has(widget)),
        50,
      ),
    /** Another member: nothing of the former one's stays on screen. */
    reset() {
      for (const widget of tickets.keys()) show(widget, { status: 'loading' });
      ask([...tickets.keys()]);
    },
    stop: () => clearTimeout(timer),
  };
}
