import {
  InvitedSchema,
  InviteInputSchema,
  OperatorInputSchema,
  RoleInputSchema,
  TeamSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { authorOf } from '../set-up/author.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { changeRole, disable, enable, invite, inviteAgain } from './team.ts';
import { findTeam } from './team-store.ts';

const NothingSchema = z.object({});
const manage = consoleProcedure('manage operators');

/** Who may sign in to a project's console, and as what. */
export const teamRouter = consoleRouterOf({
  list: manage
    .input(NothingSchema.optional())
    .output(TeamSchema)
    .query(async ({ ctx: { services, operator } }) => {
      const asked = { you: operator.id, now: services.now() };
      return { operators: await findTeam(services.database, operator.projectId, asked) };
    }),
  invite: manage
    .input(InviteInputSchema)
    .output(InvitedSchema)
    .mutation(({ ctx, input }) => invite(ctx.services, authorOf(ctx), input)),
  inviteAgain: manage
    .input(OperatorInputSchema)
    .output(InvitedSchema)
    .mutation(({ ctx, input }) => inviteAgain(ctx.services, authorOf(ctx), input.id)),
  changeRole: manage
    .input(RoleInputSchema)
    .output(NothingSchema)
    .mutation(async ({ ctx, input }) => {
      await changeRole(ctx.services, authorOf(ctx), input.id, input.role);
      return {};
    }),
  disable: manage
    .input(OperatorInputSchema)
    .output(NothingSchema)
    .mutation(async ({ ctx, input }) => {
      await disable(ctx.services, authorOf(ctx), input.id);
      return {};
    }),
  enable: manage
    .input(OperatorInputSchema)
    .output(NothingSchema)
    .mutation(async ({ ctx, input }) => {
      await enable(ctx.services, authorOf(ctx), input.id);
      return {};
    }),
});
