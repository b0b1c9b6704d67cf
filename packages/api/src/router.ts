import { bootProcedure } from './boot/procedure.ts';
import { feedRouter } from './feed/router.ts';
import { insightsRouter } from './insights/router.ts';
import { interactionsConsoleRouter } from './interactions/console-router.ts';
import { interactionsRouter } from './interactions/router.ts';
import { membersRouter } from './members/router.ts';
import { operatorsRouter } from './operators/router.ts';
import { referralsHostRouter } from './referrals/host-router.ts';
import { consoleRouterOf, hostRouterOf, widgetRouterOf } from './trpc.ts';

/** What widgets ask, under /w/<site key>/. Small and hot. */
export const widgetRouter = widgetRouterOf({
  boot: bootProcedure,
  interactions: interactionsRouter,
  members: membersRouter,
  feed: feedRouter,
});
export type WidgetRouter = typeof widgetRouter;

/** What hosts' backends ask with a secret key, under /s/. */
export const hostRouter = hostRouterOf({
  referrals: referralsHostRouter,
});
export type HostRouter = typeof hostRouter;

/** What the console asks, under /console-api/. */
export const consoleRouter = consoleRouterOf({
  operators: operatorsRouter,
  interactions: interactionsConsoleRouter,
  insights: insightsRouter,
});
export type ConsoleRouter = typeof consoleRouter;
