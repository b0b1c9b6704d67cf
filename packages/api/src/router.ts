import { membersRouter } from './members/router.ts';
import { operatorsRouter } from './operators/router.ts';
import { consoleRouterOf, hostRouterOf, widgetRouterOf } from './trpc.ts';

/** What widgets ask, under /w/<site key>/. Small and hot. */
export const widgetRouter = widgetRouterOf({
  members: membersRouter,
});
export type WidgetRouter = typeof widgetRouter;

/** What hosts' backends ask with a secret key, under /s/. */
export const hostRouter = hostRouterOf({});
export type HostRouter = typeof hostRouter;

/** What the console asks, under /console-api/. */
export const consoleRouter = consoleRouterOf({
  operators: operatorsRouter,
});
export type ConsoleRouter = typeof consoleRouter;
