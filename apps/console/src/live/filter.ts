import type { LiveFilter, WidgetName } from '@hearth/schema';

export const widgetLabels: Readonly<Record<WidgetName, string>> = {
  nps: 'NPS',
  checklist: 'Checklist',
  rewards: 'Rewards',
  feed: 'Feed',
  referral: 'Referral',
};

const isWidget = (name: string): name is WidgetName => Object.hasOwn(widgetLabels, name);

/** The filter that the address says, so that a view can be bookmarked, shared and gone back to. */
export const readFilter = (search: string): LiveFilter => {
  const query = new URLSearchParams(search);
  const widget = query.get('widget') ?? '';
  const member = query.get('member')?.trim().slice(0, 120) ?? '';
  return { ...(isWidget(widget) && { widget }), ...(member && { member }) };
};

/** The address that says this filter. */
export const writeFilter = ({ widget, member }: LiveFilter): string => {
  const query = new URLSearchParams();
  if (widget) query.set('widget', widget);
  if (member) query.set('member', member);
  const search = query.toString();
  return search && `?${search}`;
};
