import type { QualifyOutput } from '@hearth/schema';
import type { ProjectRef, Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { award } from '../rewards/award.ts';
import { qualifyReferral } from './qualify-store.ts';

/**
 * The host says that a newcomer has done what a referral is for (has paid, say): now both sides are paid, by the
 * project's earning rules. Saying it again changes nothing.
 *
 * @throws HearthError `not_found` when nobody brought this member
 */
export async function qualify(
  { database, now }: Pick<Services, 'database' | 'now'>,
  project: ProjectRef,
  memberExternalId: string,
): Promise<QualifyOutput> {
  return database.transaction(async (tx) => {
    const at = now();
    const referral = await qualifyReferral(tx, project.id, memberExternalId, at);
    if (!referral) {
      throw new HearthError('not_found', 'This member did not join by a referral link. Nothing was changed.');
    }
    if (referral.isNew) {
      const both = { projectId: project.id, sourceId: referral.newcomerId, at };
      await award(tx, [
        { ...both, memberId: referral.referrerId, reason: 'referral.qualified' },
        { ...both, memberId: referral.newcomerId, reason: 'referral.joined' },
      ]);
    }
    return { qualifiedAt: referral.qualifiedAt.toISOString() };
  });
}
