import { initTRPC, type TRPCError } from '@trpc/server';
import type { Actor, ConsoleContext, HostContext, WidgetContext } from './context.ts';
import { asOwner, eachInTenant, inTenant } from './database/tenant-scope.ts';
import { describeError } from './errors/describe.ts';
import { HearthError } from './errors/hearth-error.ts';
import { authorise } from './operators/authorise.ts';
import type { Permission } from './operators/permissions.ts';
import { requestScope } from './request-scope.ts';

/**
 * Who may call a procedure. Every procedure states one: the bare builders are not exported, and a test walks
 * every router to see that none is without.
 */
type Policy =
  /** Anybody whom the project's origins let in, credential or not. */
  | 'anyone'
  /** An anonymous or a verified member. */
  | 'member'
  | 'verified'
  | `host:${string}`
  /** Signing in and what comes before. */
  | 'signed out'
  | `operator:${Permission}`;

interface Meta {
  policy: Policy;
}

const options = {
  // Never stacks: describeError writes the whole shape anyway.
  isDev: false,
  errorFormatter: ({
    error,
    path,
    ctx,
  }: {
    error: TRPCError;
    path: string | undefined;
    ctx: { requestId: string } | undefined;
  }) => {
    const requestId = ctx?.requestId ?? requestScope.getStore()?.requestId ?? 'unknown';
    return describeError(error, { path, requestId });
  },
  sse: {
    // Proxies close a connection that stays silent, commonly after 30 or 60 seconds.
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
};

const widget = initTRPC.context<WidgetContext>().meta<Meta>().create(options);
const host = initTRPC.context<HostContext>().meta<Meta>().create(options);
const consoles = initTRPC.context<ConsoleContext>().meta<Meta>().create(options);

export const widgetRouterOf = widget.router;
export const hostRouterOf = host.router;
export const consoleRouterOf = consoles.router;

/** A stream's items are made when it is read, long after its procedure has answered. */
function shutIn<Result extends { ok: boolean }>(projectId: string, result: Result): Result {
  const data: unknown = Reflect.get(result, 'data');
  if (!isStream(data)) return result;
  return { ...result, data: eachInTenant([projectId], data) };
}

const isStream = (data: unknown): data is AsyncIterable<unknown> =>
  typeof data === 'object' && data !== null && Symbol.asyncIterator in data;

/** The database shows it the rows of the caller's project alone. */
const inProject = widget.procedure.use(async ({ ctx: { project }, next }) =>
  shutIn(project.id, await inTenant([project.id], next)),
);

/** Anybody: visitors without a credential too. */
export const widgetProcedure = inProject.meta({ policy: 'anyone' });

/** A member, anonymous or verified: `ctx.actor.memberId` is there. */
export const memberProcedure = inProject.meta({ policy: 'member' }).use(({ ctx, next }) => {
  const { actor } = ctx;
  if (actor.type === 'visitor') {
    throw new HearthError(
      'sign_in_required',
      'Send a credential: a member token, or an anonymous one from members.anonymous.',
    );
  }
  return next({ ctx: { actor } });
});

/** A member whom the host's backend vouches for. */
export const verifiedProcedure = inProject.meta({ policy: 'verified' }).use(({ ctx, next }) => {
  const { actor } = ctx;
  if (actor.type !== 'verified') {
    throw new HearthError('sign_in_required', 'Sign in first: this needs a member token from your backend.');
  }
  return next({ ctx: { actor } });
});

/** A host's backend whose secret key carries this scope, such as `referrals:write`. */
export const hostProcedure = (scope: string) =>
  host.procedure.meta({ policy: `host:${scope}` }).use(({ ctx, next }) => {
    if (!ctx.scopes.includes(scope)) {
      throw new HearthError(
        'permission_denied',
        `This secret key lacks the scope ${scope}. Use one that has it.`,
      );
    }
    return inTenant([ctx.project.id], next);
  });

/** The console before anybody has signed in. */
export const signedOutProcedure = consoles.procedure
  .meta({ policy: 'signed out' })
  .use(({ next }) => asOwner('sign in', next));

/** A signed-in operator whose role allows it: `ctx.operator` is there. */
export const consoleProcedure = (permission: Permission) =>
  consoles.procedure.meta({ policy: `operator:${permission}` }).use(async ({ ctx, type, next }) => {
    const operator = authorise(ctx.operator, permission);
    const { projectId } = operator;
    const result = await inTenant([projectId], () => next({ ctx: { operator } }));
    // Here, so that no procedure forgets it: what processes remember of a project ends with the change.
    if (type === 'mutation' && result.ok && changingSettings.has(permission))
      ctx.services.bus.emit('settings', { projectId });
    return shutIn(projectId, result);
  });

/** What is done with these decides who is let in, as whom, and what they are shown. */
const changingSettings: ReadonlySet<Permission> = new Set([
  'edit the set-up',
  'manage keys',
  'forget members',
]);

/** An actor that has a row in the member table. */
export type MemberActor = Exclude<Actor, { type: 'visitor' }>;
