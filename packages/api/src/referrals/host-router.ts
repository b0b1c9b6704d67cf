import { QualifyInputSchema, QualifyOutputSchema } from '@hearth/schema';
import { hostProcedure, hostRouterOf } from '../trpc.ts';
import { qualify } from './qualify.ts';

export const referralsHostRouter = hostRouterOf({
  /** A referred member has done what referrals are for: both sides are rewarded. Saying it again changes nothing. */
  qualify: hostProcedure('referrals:write')
    .input(QualifyInputSchema)
    .output(QualifyOutputSchema)
    .mutation(({ ctx, input }) => qualify(ctx.services, ctx.project, input.memberExternalId)),
});
