import {
  ForgottenSchema,
  MemberExportSchema,
  MemberInputSchema,
  MemberListSchema,
  MemberProfileSchema,
  MemberSearchInputSchema,
  TimelineInputSchema,
  TimelineSchema,
} from '@hearth/schema';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { exportMember, forget } from './erase.ts';
import { getProfile, getTimeline } from './profile.ts';
import { listMembers } from './search.ts';

export const membersConsoleRouter = consoleRouterOf({
  search: consoleProcedure('read members')
    .input(MemberSearchInputSchema)
    .output(MemberListSchema)
    .query(({ ctx: { services, operator }, input }) => listMembers(services, operator.projectId, input)),

  profile: consoleProcedure('read members')
    .input(MemberInputSchema)
    .output(MemberProfileSchema)
    .query(({ ctx: { services, operator }, input }) =>
      getProfile(services, operator.projectId, input.memberId),
    ),

  timeline: consoleProcedure('read members')
    .input(TimelineInputSchema)
    .output(TimelineSchema)
    .query(({ ctx: { services, operator }, input }) => getTimeline(services, operator.projectId, input)),

  /** A copy for the member to have. A mutation, so that it is written down who took it. */
  export: consoleProcedure('export members')
    .input(MemberInputSchema)
    .output(MemberExportSchema)
    .mutation(({ ctx: { services, operator }, input }) => exportMember(services, operator, input.memberId)),

  /** Cannot be undone. */
  forget: consoleProcedure('forget members')
    .input(MemberInputSchema)
    .output(ForgottenSchema)
    .mutation(({ ctx: { services, operator }, input }) => forget(services, operator, input.memberId)),
});
