import type { Permission } from '@hearth/api';
import type { IconName } from '../parts/icon.ts';

export interface Route {
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
export const routes: readonly Route[] = [
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

export const routeOf = (page: string): Route | undefined => routes.find((route) => route.page === page);
