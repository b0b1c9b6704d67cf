import type { RewardsInput, RewardsSettings } from '@hearth/schema';
import type { Sql, Transaction } from '../database/database.ts';
import { wireId } from '../ids.ts';
import type { Document } from '../set-up/document-store.ts';
import { partIds } from '../set-up/part-ids.ts';
import { saveBadges } from './badge-settings-store.ts';

type Stored = Omit<RewardsSettings, 'version'>;
type Reward = Stored['rewards'][number];

/** How points are earned, what they lead to, and what they buy. */
export const rewards: Document<Stored, RewardsInput> = {
  async read(sql, projectId) {
    const earningRules = await sql.query<Stored['earningRules'][number] & Record<string, unknown>>(
      `SELECT kind, points, per_day AS "perDay" FROM earning_rule WHERE project_id = $1::uuid ORDER BY kind`,
      [projectId],
    );
    const levels = await sql.query<Stored['levels'][number] & Record<string, unknown>>(
      'SELECT name, threshold FROM level WHERE project_id = $1::uuid ORDER BY threshold, number',
      [projectId],
    );
    const badges = await sql.query<Stored['badges'][number] & Record<string, unknown>>(
      `SELECT b.id, b.name, b.description, b.icon, b.kind, b.target,
              (SELECT count(*) FROM badge_award a
               WHERE a.project_id = b.project_id AND a.badge_id = b.id AND a.awarded_at IS NOT NULL) AS earned
       FROM badge b WHERE b.project_id = $1::uuid AND b.active ORDER BY b.id`,
      [projectId],
    );
    return {
      earningRules,
      levels,
      badges: badges.map((badge) => ({ ...badge, id: wireId('badge', badge.id) })),
      rewards: await findRewards(sql, projectId),
    };
  },

  async write(tx, { projectId }, input, current) {
    await tx.execute('DELETE FROM earning_rule WHERE project_id = $1::uuid', [projectId]);
    await tx.execute(
      `INSERT INTO earning_rule (project_id, kind, points, per_day)
       SELECT $1::uuid, * FROM jsonb_to_recordset($2::jsonb) AS r(kind text, points int, "perDay" int)`,
      [projectId, JSON.stringify(input.earningRules)],
    );
    await tx.execute('DELETE FROM level WHERE project_id = $1::uuid', [projectId]);
    await tx.execute(
      `INSERT INTO level (project_id, number, name, threshold)
       SELECT $1::uuid, * FROM jsonb_to_recordset($2::jsonb) AS r(number int, name jsonb, threshold int)`,
      [projectId, JSON.stringify(input.levels.map((level, index) => ({ number: index + 1, ...level })))],
    );
    const badgeIds = partIds(input.badges, current.badges, { field: 'badges' });
    await saveBadges(
      tx,
      projectId,
      input.badges.map((badge, index) => ({ ...badge, id: badgeIds[index] ?? '' })),
    );
    const rewardIds = partIds(input.rewards, current.rewards, { field: 'rewards' });
    await saveRewards(
      tx,
      projectId,
      input.rewards.map((reward, index) => ({ ...reward, id: rewardIds[index] ?? '' })),
    );
  },
};

async function findRewards(sql: Sql, projectId: string): Promise<Reward[]> {
  const rows = await sql.query<Reward & Record<string, unknown>>(
    `SELECT r.id, r.name, r.description, r.cost, r.stock, r.active,
            (SELECT count(*) FROM redemption d WHERE d.project_id = r.project_id AND d.reward_id = r.id) AS redeemed
     FROM reward r WHERE r.project_id = $1::uuid ORDER BY r.cost, r.id`,
    [projectId],
  );
  return rows.map((row) => ({ ...row, id: wireId('reward', row.id) }));
}

/** Members redeem while somebody edits: the stock moves by what the edit changed of it, and never below nothing. */
async function saveRewards(
  tx: Transaction,
  projectId: string,
  rows: readonly (RewardsInput['rewards'][number] & { id: string })[],
): Promise<void> {
  // In the order in which redemptions lock them.
  await tx.query('SELECT id FROM reward WHERE project_id = $1::uuid ORDER BY id FOR NO KEY UPDATE', [
    projectId,
  ]);
  const columns =
    'id uuid, name jsonb, description jsonb, cost int, stock int, active boolean, "stockSeen" int';
  const json = JSON.stringify(rows);
  await tx.execute(
    `UPDATE reward w SET name = r.name, description = r.description, cost = r.cost, active = r.active,
            stock = greatest(0, w.stock + r.stock - r."stockSeen")
     FROM jsonb_to_recordset($2::jsonb) AS r(${columns})
     WHERE w.project_id = $1::uuid AND w.id = r.id`,
    [projectId, json],
  );
  await tx.execute(
    `INSERT INTO reward (project_id, id, name, description, cost, stock, active)
     SELECT $1::uuid, r.id, r.name, r.description, r.cost, r.stock, r.active
     FROM jsonb_to_recordset($2::jsonb) AS r(${columns})
     ON CONFLICT (project_id, id) DO NOTHING`,
    [projectId, json],
  );
  const rest = [projectId, rows.map(({ id }) => id)];
  await tx.execute(
    `DELETE FROM reward w WHERE w.project_id = $1::uuid AND w.id <> ALL($2::uuid[])
       AND NOT EXISTS (SELECT FROM redemption d WHERE d.project_id = w.project_id AND d.reward_id = w.id)`,
    rest,
  );
  await tx.execute(
    'UPDATE reward SET active = false WHERE project_id = $1::uuid AND id <> ALL($2::uuid[])',
    rest,
  );
}
