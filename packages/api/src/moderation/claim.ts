import type { Claim } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';
import { rowId } from '../ids.ts';
import { contentExists, dropClaims, findClaims, takeClaim } from './claim-store.ts';
import type { Moderator } from './moderator.ts';
import { claimOf } from './queue.ts';

/** How long a case is kept for one operator, in milliseconds: long enough to read a thread, short enough to forget. */
const CLAIM_MS = 10 * 60_000;

/** Takes a case, or holds it for longer. Whoever holds it instead is named in the refusal. */
export async function claim({ services, operator }: Moderator, id: string): Promise<Claim> {
  const { database } = services;
  const { id: operatorId, projectId } = operator;
  const now = services.now();
  const targetId = rowId(id);
  if (!(await contentExists(database, projectId, targetId)))
    throw new HearthError('not_found', 'This is not there any more. Go on with the next one.');
  const until = new Date(now.getTime() + CLAIM_MS);
  await takeClaim(database, { projectId, targetId, operatorId, until, now });
  const held = (await findClaims(database, projectId, [targetId], now)).get(targetId);
  if (held?.operatorId === operatorId) return claimOf(held, operatorId);
  const who = held?.operatorName ?? 'Somebody else';
  throw new HearthError('conflict', `${who} is looking at this. Go on with the next one.`);
}

/** Gives a case back; false when it was not theirs. */
export async function release({ services, operator }: Moderator, id: string): Promise<boolean> {
  const dropped = await dropClaims(services.database, operator.projectId, operator.id, [rowId(id)]);
  return dropped > 0;
}
