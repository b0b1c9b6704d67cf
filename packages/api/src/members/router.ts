import { AnonymousOutputSchema, MergeInputSchema, MergeOutputSchema } from '@hearth/schema';
import { z } from 'zod';
import { digest, newSecret } from '../identity/secret.ts';
import { wireId } from '../ids.ts';
import { verifiedProcedure, widgetProcedure, widgetRouterOf } from '../trpc.ts';
import { mergeMember } from './merge-store.ts';
import { insertAnonymousMember } from './store.ts';

export const membersRouter = widgetRouterOf({
  /** A credential for a visitor who is about to do something; the member's row is made with it. */
  anonymous: widgetProcedure
    .input(z.object({}).optional())
    .output(AnonymousOutputSchema)
    .mutation(async ({ ctx: { project, services } }) => {
      const token = `anon_${newSecret(16)}`;
      await insertAnonymousMember(services.database, {
        projectId: project.id,
        hash: digest(token),
        now: services.now(),
      });
      return { token };
    }),

  /** By a verified member: what this browser did before signing in becomes theirs. */
  merge: verifiedProcedure
    .input(MergeInputSchema)
    .output(MergeOutputSchema)
    .mutation(async ({ ctx: { actor, project, services }, input }) => {
      const { memberId } = actor;
      const anonymousHash = digest(input.token);
      await mergeMember(services.database, { projectId: project.id, anonymousHash, memberId });
      return { memberId: wireId('member', memberId) };
    }),
});
