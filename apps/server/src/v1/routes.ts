import { factsRoutes } from './facts-routes.ts';
import type { Route } from './route.ts';

/** All of the API, in the order in which its document tells it. */
export const routes: readonly Route[] = [...factsRoutes];
