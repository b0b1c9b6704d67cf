import type { ConsoleContext } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { can, type Permission } from './permissions.ts';

/**
 * The operator, if there is one who may do this.
 * @throws HearthError sign_in_required, permission_denied
 */
export function authorise(
  operator: ConsoleContext['operator'],
  permission: Permission,
): NonNullable<ConsoleContext['operator']> {
  if (!operator) throw new HearthError('sign_in_required', 'Sign in to the console first.');
  if (can(operator, permission)) return operator;
  throw new HearthError('permission_denied', `Your role, ${operator.role}, may not do this. Ask an owner.`);
}
