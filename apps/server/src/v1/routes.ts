import { behindRoutes } from './behind-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { factsRoutes } from './facts-routes.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { referralRoutes } from './referral-routes.ts';
import { revenueRoutes } from './revenue-routes.ts';
import type { Route } from './route.ts';

/** All of the API, in the order in which its document tells it. */
export const routes: readonly Route[] = [
  ...factsRoutes,
  ...revenueRoutes,
  ...referralRoutes,
  ...metricsRoutes,
  ...behindRoutes,
  ...exportRoutes,
];
