import type { Invited, InviteInput, Role } from '@hearth/schema';
import type { Services } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { newId, rowId, wireId } from '../ids.ts';
import type { Author } from '../set-up/author.ts';
import { noteChange } from '../set-up/change-store.ts';
import { lockSetUp } from '../set-up/document-store.ts';
import { fieldError } from '../set-up/field-error.ts';
import { emailTaken, invitationLink, openInvitation, operatorDisabled } from './invite.ts';
import {
  countOtherOwners,
  insertOperator,
  type LockedOperator,
  lockOperator,
  updateDisabled,
  updateRole,
} from './team-store.ts';

/** From the least to the most that a role may do. */
const RANKS: readonly Role[] = ['analyst', 'moderator', 'admin', 'owner'];
const rank = (role: Role): number => RANKS.indexOf(role);

/**
 * Makes an operator, and a one-time link to hand over: no mail is sent.
 * @throws HearthError bad_request when somebody has the address already
 */
export function invite(services: Services, author: Author, input: InviteInput): Promise<Invited> {
  return services.database.transaction(async (tx) => {
    const id = newId();
    const { projectId, now } = author;
    if (!(await insertOperator(tx, { ...input, projectId, id, now }))) throw fieldError('email', emailTaken);
    await noteChange(tx, author, { action: 'operator.invited', subject: input.email, detail: input.role });
    return handOver(tx, services, author, id);
  });
}

/** A new link in place of the old one: for an invitation that has run out, and for a password that is lost. */
export function inviteAgain(services: Services, author: Author, wire: string): Promise<Invited> {
  return changing(services, author, wire, async (tx, operator) => {
    if (operator.disabled) throw new HearthError('conflict', operatorDisabled);
    await noteChange(tx, author, { action: 'operator.invited_again', subject: operator.email });
    return handOver(tx, services, author, operator.id);
  });
}

/**
 * Gives another role. Whoever is signed in has it with their next request.
 * @throws HearthError not_found, permission_denied for raising one's own, conflict for the last owner
 */
export function changeRole(services: Services, author: Author, wire: string, role: Role): Promise<void> {
  return changing(services, author, wire, async (tx, operator) => {
    if (operator.role === role) return;
    if (operator.id === author.operatorId && rank(role) > rank(operator.role))
      throw new HearthError('permission_denied', 'Nobody raises their own role. Ask an owner.');
    if (operator.role === 'owner') await assertOtherOwner(tx, author.projectId, operator.id);
    await updateRole(tx, author.projectId, operator.id, role);
    const detail = `${operator.role} → ${role}`;
    await noteChange(tx, author, { action: 'operator.role_changed', subject: operator.email, detail });
  });
}

/**
 * Locks somebody out, at once: their sessions end with it.
 * @throws HearthError not_found, conflict for the last owner and for oneself
 */
export function disable(services: Services, author: Author, wire: string): Promise<void> {
  return changing(services, author, wire, async (tx, operator) => {
    if (operator.disabled) return;
    if (operator.role === 'owner') await assertOtherOwner(tx, author.projectId, operator.id);
    if (operator.id === author.operatorId)
      throw new HearthError('conflict', 'You would lock yourself out. Ask another owner.');
    await updateDisabled(tx, author.projectId, operator.id, author.now);
    await noteChange(tx, author, { action: 'operator.disabled', subject: operator.email });
  });
}

export function enable(services: Services, author: Author, wire: string): Promise<void> {
  return changing(services, author, wire, async (tx, operator) => {
    if (!operator.disabled) return;
    await updateDisabled(tx, author.projectId, operator.id, null);
    await noteChange(tx, author, { action: 'operator.enabled', subject: operator.email });
  });
}

async function changing<T>(
  { database }: Services,
  author: Author,
  wire: string,
  change: (tx: Transaction, operator: LockedOperator) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    // The project's lock first: two owners who demote each other must not both find the other one there.
    await lockSetUp(tx, author.projectId);
    const operator = await lockOperator(tx, author.projectId, rowId(wire));
    if (!operator) throw new HearthError('not_found', 'There is no such operator.');
    return change(tx, operator);
  });
}

async function assertOtherOwner(tx: Transaction, projectId: string, id: string): Promise<void> {
  if ((await countOtherOwners(tx, projectId, id)) > 0) return;
  throw new HearthError(
    'conflict',
    'This is the last owner who can sign in. Make somebody else an owner first.',
  );
}

async function handOver(tx: Transaction, services: Services, author: Author, id: string): Promise<Invited> {
  const { projectId, now } = author;
  const { token, expiresAt } = await openInvitation(tx, { projectId, operatorId: id, now });
  return {
    id: wireId('operator', id),
    link: invitationLink(services.publicUrl, token),
    expiresAt: expiresAt.toISOString(),
  };
}
