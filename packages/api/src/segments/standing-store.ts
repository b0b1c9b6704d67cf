import { type ConditionAbout, type NumberCondition, unusualMinorDigits } from '@hearth/schema';
import { rowId } from '../ids.ts';
import { asJson, compareNumber, plainly } from './compare-store.ts';
import type { Compiled, Statement } from './statement-store.ts';

/** What a member has earned and what their account pays. */
export function compileNumber(condition: NumberCondition, statement: Statement): Compiled {
  const actual = numbers[condition.about](statement);
  return { actual: asJson(actual), holds: compareNumber(actual, condition, statement) };
}

const numbers: Record<NumberCondition['about'], (statement: Statement) => string> = {
  points: (statement) => {
    const ledger = statement.join(`SELECT l.member_id, l.balance FROM ledger_account l
      WHERE l.project_id = ${statement.project} AND l.member_id IS NOT NULL ${statement.own('l.member_id')}`);
    return `coalesce(${ledger}.balance, 0)`;
  },
  // Levels go by all that was ever earned, as the rewards widget shows them; anonymous members have none.
  level: (statement) => {
    const earned = statement.join(`SELECT l.member_id, sum(e.amount) AS points
      FROM ledger_account l
      JOIN ledger_entry e ON e.project_id = l.project_id AND e.account_id = l.id AND e.amount > 0
      WHERE l.project_id = ${statement.project} AND l.member_id IS NOT NULL ${statement.own('l.member_id')}
      GROUP BY l.member_id`);
    return `CASE WHEN m.external_id IS NULL THEN 0 ELSE coalesce(
      (SELECT v.number FROM level v
       WHERE v.project_id = ${statement.project} AND v.threshold <= coalesce(${earned}.points, 0)
       ORDER BY v.threshold DESC, v.number DESC LIMIT 1), 0) END`;
  },
  referrals: (statement) => {
    const brought = statement.join(`SELECT c.member_id, count(*) AS n
      FROM referral_code c
      JOIN referral r ON r.project_id = c.project_id AND r.code = c.code
      WHERE c.project_id = ${statement.project} ${statement.own('c.member_id')}
      GROUP BY c.member_id`);
    return `coalesce(${brought}.n, 0)`;
  },
  // Nothing is known of the MRR of somebody without an account, nor of one in a currency without a rate.
  mrr: (statement) => {
    const pays = statement.join(mrrNow(statement), 'account_id');
    return `CASE WHEN ${pays}.account_id IS NOT NULL THEN ${pays}.mrr WHEN m.account_id IS NOT NULL THEN 0 END`;
  },
};

const unusualDigits = JSON.stringify(Object.fromEntries(unusualMinorDigits));

function mrrNow(statement: Statement): string {
  const { project, scope } = statement;
  const own = statement.bind(scope.currency, 'text');
  const digits = statement.bind(unusualDigits, 'jsonb');
  const minor = (currency: string) => `10 ^ coalesce((${digits}->>${currency})::numeric, 2)`;
  const account =
    scope.memberId === null
      ? ''
      : `AND s.account_id = (SELECT t.account_id FROM member t
           WHERE t.project_id = ${project} AND t.id = ${statement.bind(scope.memberId, 'uuid')})`;
  return `SELECT n.account_id, CASE WHEN bool_and(n.mrr = 0 OR n.currency = ${own} OR r.rate IS NOT NULL)
      THEN sum(CASE WHEN n.currency = ${own} THEN n.mrr
        ELSE coalesce(round(n.mrr * r.rate * ${minor(own)} / ${minor('n.currency')}), 0) END) END AS mrr
    FROM (SELECT DISTINCT ON (s.account_id, s.currency) s.account_id, s.currency, s.mrr FROM mrr_step s
          WHERE s.project_id = ${project} AND s.at <= ${statement.bind(scope.now, 'timestamptz')} ${account}
          ORDER BY s.account_id, s.currency, s.at DESC) n
    LEFT JOIN exchange_rate r ON r.project_id = ${project} AND r.currency = n.currency
    GROUP BY n.account_id`;
}

export function compileBadge({ badgeId, held }: ConditionAbout<'badge'>, statement: Statement): Compiled {
  const awarded = statement.join(`SELECT w.member_id FROM badge_award w
    WHERE w.project_id = ${statement.project} AND w.badge_id = ${statement.bind(rowId(badgeId), 'uuid')}
      AND w.awarded_at IS NOT NULL ${statement.own('w.member_id')}`);
  const { actual, holds } = plainly(`${awarded}.member_id IS NOT NULL`);
  return { actual, holds: `(${holds} = ${statement.bind(held, 'boolean')})` };
}
