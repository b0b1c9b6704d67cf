import { BadgeIconSchema, type RewardsState } from '@hearth/schema';
import { wireId } from '../ids.ts';
import type { Question } from '../question.ts';
import {
  findBadges,
  findCatalogue,
  findLevels,
  findStanding,
  type LevelRow,
  type Standing,
} from './read-store.ts';

/** What a member has and can have; null when the project rewards nothing. */
export async function rewardsState({
  services: { database },
  project,
  memberId,
  verified,
  locale,
}: Question): Promise<RewardsState | null> {
  const [levels, badges, catalogue, standing] = await Promise.all([
    findLevels(database, project.id, locale),
    findBadges(database, project.id, memberId, locale),
    findCatalogue(database, project.id, memberId, locale),
    verified && memberId !== null ? findStanding(database, project.id, memberId) : null,
  ]);
  if (levels.length + badges.length + catalogue.length === 0) return null;
  return {
    standing: verified ? standingOf(standing ?? NOTHING_YET, levels) : null,
    badges: badges.map((row) => ({
      id: wireId('badge', row.id),
      name: row.name,
      description: row.description,
      icon: BadgeIconSchema.catch('star').parse(row.icon),
      awardedAt: row.awarded_at?.toISOString() ?? null,
      count: Math.min(row.count ?? 0, row.target),
      target: row.target,
    })),
    catalogue: catalogue.map((row) => ({ ...row, id: wireId('reward', row.id) })),
  };
}

const NOTHING_YET: Standing = { balance: 0, earned: 0, recent: [] };

/** Levels go by all that was ever earned, so that spending costs nobody their level. */
function standingOf({ balance, earned, recent }: Standing, levels: readonly LevelRow[]) {
  return {
    points: balance,
    earned,
    level: levels.findLast(({ threshold }) => threshold <= earned) ?? null,
    next: levels.find(({ threshold }) => threshold > earned) ?? null,
    recent: recent.map(({ reason, amount, at }) => ({ reason, points: amount, at })),
  };
}
