import type { Permission } from '@hearth/api';
import type { IconName } from '../parts/icon.ts';

export interface PageRoute {
  /** First segment of the path; empty for the start page. */
  page: string;
  label: string;
  icon: IconName;
  /** The element that shows it, defined by what `load` imports. */
  tag: `hearth-${string}-page`;
  load: () => Promise<unknown>;
  /** Who may not do this does not see the page. */
  permission: Permission;
  /** Pressed after `g`. */
  key: string;
  group: 'Numbers' | 'People' | 'Project';
  /** Among the few at the bottom of a narrow screen. */
  thumb?: boolean;
}

/** Every page, in the order of the navigation. A page is one line here and one folder. */
export const pageRoutes: readonly PageRoute[] = [
  {
    page: '',
    label: 'Overview',
    icon: 'overview',
    tag: 'hearth-overview-page',
    load: () => import('../overview/overview-page.ts'),
    permission: 'read insights',
    key: 'o',
    group: 'Numbers',
    thumb: true,
  },
  {
    page: 'engagement',
    label: 'Engagement',
    icon: 'engagement',
    tag: 'hearth-engagement-page',
    load: () => import('../engagement/engagement-page.ts'),
    permission: 'read insights',
    key: 'e',
    group: 'Numbers',
  },
  {
    page: 'satisfaction',
    label: 'Satisfaction',
    icon: 'satisfaction',
    tag: 'hearth-satisfaction-page',
    load: () => import('../satisfaction/satisfaction-page.ts'),
    permission: 'read insights',
    key: 's',
    group: 'Numbers',
  },
  {
    page: 'retention',
    label: 'Retention',
    icon: 'retention',
    tag: 'hearth-retention-page',
    load: () => import('../retention/retention-page.ts'),
    permission: 'read insights',
    key: 'r',
    group: 'Numbers',
  },
  {
    page: 'revenue',
    label: 'Revenue',
    icon: 'revenue',
    tag: 'hearth-revenue-page',
    load: () => import('../revenue/revenue-page.ts'),
    permission: 'read insights',
    key: 'v',
    group: 'Numbers',
  },
  {
    page: 'members',
    label: 'Members',
    icon: 'members',
    tag: 'hearth-members-page',
    load: () => import('../members/members-page.ts'),
    permission: 'read members',
    key: 'm',
    group: 'People',
    thumb: true,
  },
  {
    page: 'accounts',
    label: 'Accounts',
    icon: 'accounts',
    tag: 'hearth-accounts-page',
    load: () => import('../accounts/accounts-page.ts'),
    permission: 'read members',
    key: 'a',
    group: 'People',
  },
  {
    page: 'segments',
    label: 'Segments',
    icon: 'segments',
    tag: 'hearth-segments-page',
    load: () => import('../segments/segments-page.ts'),
    permission: 'read segments',
    key: 'c',
    group: 'People',
  },
  {
    page: 'feed',
    label: 'Feed',
    icon: 'feed',
    tag: 'hearth-feed-page',
    load: () => import('../feed/feed-page.ts'),
    permission: 'moderate the feed',
    key: 'f',
    group: 'People',
    thumb: true,
  },
  {
    page: 'set-up',
    label: 'Set-up',
    icon: 'set-up',
    tag: 'hearth-set-up-page',
    load: () => import('../set-up/set-up-page.ts'),
    permission: 'read the set-up',
    key: 'u',
    group: 'Project',
  },
  {
    page: 'live',
    label: 'Live',
    icon: 'live',
    tag: 'hearth-live-page',
    load: () => import('../live/live-page.ts'),
    permission: 'read interactions',
    key: 'l',
    group: 'Project',
    thumb: true,
  },
];

export const routeOf = (page: string): PageRoute | undefined =>
  pageRoutes.find((route) => route.page === page);
