import { AcceptInvitationInputSchema, OperatorSchema, SignInInputSchema } from '@hearth/schema';
import { z } from 'zod';
import { digest } from '../identity/secret.ts';
import { networkOf } from '../limits/network.ts';
import { consoleRouterOf, signedOutProcedure } from '../trpc.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { startSession } from './session.ts';
import { signIn } from './sign-in.ts';
import { deleteSession, readOperator } from './store.ts';
import { invitationsFromAddress } from './throttle.ts';

const NothingSchema = z.object({});

export const operatorsRouter = consoleRouterOf({
  signIn: signedOutProcedure
    .input(SignInInputSchema)
    .output(OperatorSchema)
    .mutation(async ({ ctx, input }) => {
      const { id, projectId } = await signIn(ctx, input);
      return readOperator(ctx.services.database, { id, projectId });
    }),

  /** Ends the session on the server too, so that a copied cookie is worth nothing. */
  signOut: signedOutProcedure
    .input(NothingSchema.optional())
    .output(NothingSchema)
    .mutation(async ({ ctx }) => {
      if (ctx.session.token !== null) await deleteSession(ctx.services.database, digest(ctx.session.token));
      ctx.session.clear();
      return {};
    }),

  /** Who is signed in; null for nobody, which is an answer and not an error. */
  me: signedOutProcedure
    .input(NothingSchema.optional())
    .output(OperatorSchema.nullable())
    .query(({ ctx: { operator, services } }) => operator && readOperator(services.database, operator)),

  /** Chooses a password by a one-time link, and signs in. */
  acceptInvitation: signedOutProcedure
    .input(AcceptInvitationInputSchema)
    .output(OperatorSchema)
    .mutation(async ({ ctx, input }) => {
      const { database, limits, now } = ctx.services;
      await limits.count(invitationsFromAddress, networkOf(ctx.address));
      const operator = await acceptInvitation(database, { ...input, now: now() });
      await startSession(ctx, operator);
      return readOperator(ctx.services.database, operator);
    }),
});
