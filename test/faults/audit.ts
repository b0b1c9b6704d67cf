import { rewards } from '../../apps/server/src/demo/content/rewards.ts';
import type { Rows } from '../rows.ts';
import { contradictions } from './contradictions.ts';
import type { Stored } from './history.ts';
import { valueContradictions } from './value.ts';

/** What the senders' members have in the log. */
export const readLog = (rows: Rows, named = ''): Promise<Stored[]> =>
  rows<{ id: string; member: string }>(
    `SELECT 'int_' || replace(i.id::text, '-', '') AS id, m.external_id AS member
     FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE m.external_id LIKE $1`,
    [`load-${named}%`],
  );

const all = { ...contradictions, ...valueContradictions };
/** Names of all that is looked for. */
export const audited: readonly string[] = [...Object.keys(all), 'a stock that does not add up'];

/** Everything in the database that contradicts its own log; empty when all of it agrees. */
export const audit = async (rows: Rows): Promise<string[]> => {
  const problems: string[] = [];
  for (const [name, text] of Object.entries(all)) {
    for (const { what } of await rows<{ what: string }>(text)) problems.push(`${name}: ${what}`);
  }
  return [...problems, ...(await auditStock(rows))];
};

/** What is left of each of the demo's rewards and what was given away are what there was. */
async function auditStock(rows: Rows): Promise<string[]> {
  const stocks = await rows<{ cost: number; all: number }>(
    `SELECT w.cost, w.stock + (SELECT count(*)::int FROM redemption r
       WHERE r.project_id = w.project_id AND r.reward_id = w.id) AS all FROM reward w`,
  );
  return stocks.flatMap((one) =>
    rewards.some(({ cost, stock }) => cost === one.cost && stock === one.all)
      ? []
      : [`a stock that does not add up: ${one.all} of those for ${one.cost}`],
  );
}
