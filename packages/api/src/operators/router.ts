import { AcceptInvitationInputSchema, OperatorSchema, SignInInputSchema } from '@hearth/schema';
import { z } from 'zod';
import { digest } from '../identity/secret.ts';
import { consoleRouterOf, signedOutProcedure } from '../trpc.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { startSession } from './session.ts';
import { type SignInThrottles, signIn } from './sign-in.ts';
import { deleteSession, readOperator } from './store.ts';
import { Throttle } from './throttle.ts';

const NothingSchema = z.object({});

// Per process: several servers together allow as many times more, which is still few.
const throttles: SignInThrottles = { byAddress: new Throttle(50), byAccount: new Throttle(10) };
const invitationThrottle = new Throttle(50);

export const operatorsRouter = consoleRouterOf({
  signIn: signedOutProcedure
    .input(SignInInputSchema)
    .output(OperatorSchema)
    .mutation(async ({ ctx, input }) => {
      const { id, projectId } = await signIn(ctx, throttles, input);
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
      const now = ctx.services.now();
      invitationThrottle.countTry(ctx.address, now);
      const operator = await acceptInvitation(ctx.services.database, { ...input, now });
      await startSession(ctx, operator);
      return readOperator(ctx.services.database, operator);
    }),
});
