import type { ConsoleContext } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { networkOf } from '../limits/network.ts';
import { isPassword } from './password.ts';
import { startSession } from './session.ts';
import { findOperatorByEmail } from './store.ts';
import { signInsFromAddress, signInsToAccount } from './throttle.ts';

/**
 * Signs an operator in. A wrong address, a wrong password and a disabled operator get the same answer after
 * the same work.
 * @throws HearthError sign_in_required, rate_limited
 */
export async function signIn(
  ctx: ConsoleContext,
  input: { email: string; password: string },
): Promise<{ id: string; projectId: string }> {
  const { database, limits } = ctx.services;
  const account = input.email.toLowerCase();
  await limits.count(signInsFromAddress, networkOf(ctx.address));
  await limits.count(signInsToAccount, account);
  const operator = await findOperatorByEmail(database, account);
  const right = await isPassword(input.password, operator?.passwordHash ?? null);
  if (!operator || !right || operator.disabledAt) {
    throw new HearthError('sign_in_required', 'The address or the password is wrong.');
  }
  await limits.forget(signInsToAccount, account);
  await startSession(ctx, operator);
  return operator;
}
