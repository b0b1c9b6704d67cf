import type { ConsoleContext } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { isPassword } from './password.ts';
import { startSession } from './session.ts';
import { findOperatorByEmail } from './store.ts';
import type { Throttle } from './throttle.ts';

export interface SignInThrottles {
  byAddress: Throttle;
  byAccount: Throttle;
}

/**
 * Signs an operator in. A wrong address, a wrong password and a disabled operator get the same answer after
 * the same work.
 * @throws HearthError sign_in_required, rate_limited
 */
export async function signIn(
  ctx: ConsoleContext,
  throttles: SignInThrottles,
  input: { email: string; password: string },
): Promise<{ id: string; projectId: string }> {
  const now = ctx.services.now();
  const account = input.email.toLowerCase();
  throttles.byAddress.countTry(ctx.address, now);
  throttles.byAccount.countTry(account, now);
  const operator = await findOperatorByEmail(ctx.services.database, account);
  const right = await isPassword(input.password, operator?.passwordHash ?? null);
  if (!operator || !right || operator.disabledAt) {
    throw new HearthError('sign_in_required', 'The address or the password is wrong.');
  }
  throttles.byAccount.forget(account);
  await startSession(ctx, operator);
  return operator;
}
