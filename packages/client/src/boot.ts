import type { Locale, WidgetName, WidgetStates } from '@hearth/schema';
import type { Identities } from './identity.ts';
import type { Remote } from './types.ts';

/** Keeps the state of every watched widget; all that are asked for within one moment share a request. */
export function createBoot(
  identity: Identities,
  locale: () => Locale,
  announce: (widget: WidgetName, state: unknown) => void,
  fail: (message: string) => void,
) {
  const states: { [W in WidgetName]?: Remote<WidgetStates[W]> } = {};
  /** Every watched widget's latest question: an answer to an earlier one is too old to be shown. */
  const tickets = new Map<WidgetName, object>();
  const wanted = new Set<WidgetName>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (widget: WidgetName, state: Remote<unknown>) => {
    Object.assign(states, { [widget]: state });
    announce(widget, state);
  };

  const load = async () => {
    timer = undefined;
    const widgets = [...wanted];
    const asked = new Map(tickets);
    wanted.clear();
    const { data, error } = await identity.ask('boot', { widgets, locale: locale() });
    if (error) fail(error.message);
    for (const widget of widgets) {
      if (asked.get(widget) !== tickets.get(widget)) continue;
      // Whatever answers may not be Hearth: a state without a theme is none.
      if (data?.theme) {
        const { member, theme } = data;
        show(widget, { status: 'ready', data: data[widget] ?? null, member, theme });
      } else if (states[widget]?.status !== 'ready') {
        // What is on screen stays there when only its renewal failed.
        show(widget, { status: 'failed', message: `${error?.message}` });
      }
    }
  };

  const ask = (widgets: Iterable<WidgetName>, delay?: number) => {
    for (const widget of widgets) {
      wanted.add(widget);
      tickets.set(widget, {});
      if (states[widget]?.status !== 'ready') show(widget, { status: 'loading' });
    }
    if (wanted.size && !timer) timer = setTimeout(load, delay);
  };

  return {
    states,
    ask,
    /** Asks again for those of these that are on the page; several changes in a row share a request. */
    renew: (widgets: readonly WidgetName[] = [...tickets.keys()]) =>
      ask(
        widgets.filter((widget) => tickets.has(widget)),
        50,
      ),
    /** Another member: nothing of the former one's stays on screen. */
    reset() {
      const widgets = [...tickets.keys()];
      for (const widget of widgets) show(widget, { status: 'loading' });
      ask(widgets);
    },
  };
}
