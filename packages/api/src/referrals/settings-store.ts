import { LocalizedTextSchema, type ReferralSettings } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';
import type { Document } from '../set-up/document-store.ts';

type Stored = Omit<ReferralSettings, 'version'>;
type Input = Pick<ReferralSettings, 'version' | 'rules'>;

/** What the referral card says, with what else decides how referring works. */
export const referralSettings: Document<Stored, Input> = {
  async read(sql, projectId) {
    const [row] = await sql.query<{ rules: unknown; homeUrl: string; joined: number; qualified: number }>(
      `SELECT p.referral_rules AS rules, p.home_url AS "homeUrl", coalesce(j.points, 0) AS joined,
              coalesce(q.points, 0) AS qualified
       FROM project p
       LEFT JOIN earning_rule j ON j.project_id = p.id AND j.kind = 'referral.joined'
       LEFT JOIN earning_rule q ON q.project_id = p.id AND q.kind = 'referral.qualified'
       WHERE p.id = $1::uuid`,
      [projectId],
    );
    if (!row) throw new HearthError('not_found', 'This project is gone.');
    const { rules, homeUrl, joined, qualified } = row;
    return {
      rules: LocalizedTextSchema.nullable().catch(null).parse(rules),
      homeUrl,
      points: { joined, qualified },
    };
  },

  async write(tx, { projectId }, { rules }) {
    await tx.execute('UPDATE project SET referral_rules = $2::jsonb WHERE id = $1::uuid', [
      projectId,
      rules ?? {},
    ]);
  },
};
