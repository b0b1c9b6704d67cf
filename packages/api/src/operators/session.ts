import { RoleSchema } from '@hearth/schema';
import type { ConsoleContext } from '../context.ts';
import type { Database } from '../database/database.ts';
import { asOwner } from '../database/tenant-scope.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { deleteEndedSessions, findSession, insertSession, touchSession } from './store.ts';

const HOUR = 3_600_000;
/** A session ends when unused for this long, in milliseconds, … */
const IDLE = 12 * HOUR;
/** … and this long after signing in, used or not. */
const ABSOLUTE = 7 * 24 * HOUR;
/** How exactly the last use is noted. */
const TOUCH_EVERY = 60_000;

/** Who holds this session; null when it is unknown, ended, or its operator disabled. */
export async function resolveOperator(
  database: Database,
  token: string,
  now: Date,
): Promise<ConsoleContext['operator']> {
  const holder = await findHolder(database, token, now);
  if (!holder) return null;
  if (holder.idle > TOUCH_EVERY)
    await asOwner('resolve a credential', () => touchSession(database, digest(token), now));
  return holder.operator;
}

/** The same without counting as a use: a page that is merely left open does not keep its session alive. */
export async function findHolder(database: Database, token: string, now: Date) {
  const session = await asOwner('resolve a credential', () => findSession(database, digest(token)));
  if (!session || session.operator.disabledAt) return null;
  const idle = now.getTime() - session.lastSeenAt.getTime();
  const age = now.getTime() - session.createdAt.getTime();
  if (idle > IDLE || age > ABSOLUTE) return null;
  const { id, projectId, role } = session.operator;
  return { operator: { id, projectId, role: RoleSchema.parse(role) }, idle };
}

/** Starts a session, in the database and in the browser. A new one at each sign-in: none can be fixed before. */
export async function startSession(
  ctx: ConsoleContext,
  operator: { id: string; projectId: string },
): Promise<void> {
  const { database, now } = ctx.services;
  const token = newSecret(32);
  const time = now();
  const ended = {
    idleSince: new Date(time.getTime() - IDLE),
    createdBefore: new Date(time.getTime() - ABSOLUTE),
  };
  await deleteEndedSessions(database, { ...operator, ...ended });
  await insertSession(database, { ...operator, tokenHash: digest(token), now: time });
  ctx.session.set(token);
}
