import { accountsRouter } from './accounts/router.ts';
import { bootProcedure } from './boot/procedure.ts';
import { checklistsConsoleRouter } from './checklists/console-router.ts';
import { factsRouter } from './facts/router.ts';
import { feedRouter } from './feed/router.ts';
import { metricsHostRouter } from './insights/host-router.ts';
import { insightsRouter } from './insights/router.ts';
import { interactionsConsoleRouter } from './interactions/console-router.ts';
import { interactionsHostRouter } from './interactions/host-router.ts';
import { interactionsRouter } from './interactions/router.ts';
import { keysRouter } from './keys/router.ts';
import { membersConsoleRouter } from './members/console-router.ts';
import { membersRouter } from './members/router.ts';
import { moderationRouter } from './moderation/router.ts';
import { operatorsRouter } from './operators/router.ts';
import { teamRouter } from './operators/team-router.ts';
import { projectsRouter } from './projects/router.ts';
import { referralsConsoleRouter } from './referrals/console-router.ts';
import { referralsHostRouter } from './referrals/host-router.ts';
import { revenueConsoleRouter } from './revenue/console-router.ts';
import { revenueHostRouter } from './revenue/host-router.ts';
import { rewardsConsoleRouter } from './rewards/console-router.ts';
import { segmentsRouter } from './segments/router.ts';
import { setUpRouter } from './set-up/router.ts';
import { surveysConsoleRouter } from './surveys/console-router.ts';
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
  facts: factsRouter,
  interactions: interactionsHostRouter,
  metrics: metricsHostRouter,
  revenue: revenueHostRouter,
  referrals: referralsHostRouter,
});
export type HostRouter = typeof hostRouter;

/** What the console asks, under /console-api/. */
export const consoleRouter = consoleRouterOf({
  project: projectsRouter,
  keys: keysRouter,
  team: teamRouter,
  setUp: setUpRouter,
  surveys: surveysConsoleRouter,
  checklists: checklistsConsoleRouter,
  rewards: rewardsConsoleRouter,
  referrals: referralsConsoleRouter,
  operators: operatorsRouter,
  interactions: interactionsConsoleRouter,
  insights: insightsRouter,
  segments: segmentsRouter,
  moderation: moderationRouter,
  members: membersConsoleRouter,
  accounts: accountsRouter,
  revenue: revenueConsoleRouter,
});
export type ConsoleRouter = typeof consoleRouter;
