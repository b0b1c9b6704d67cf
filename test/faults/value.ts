/** Members whose every interaction of a kind came within one day, so that the day's limit is on all of them at once. */
const EARNING = `
  WITH done AS (
    SELECT i.project_id, i.member_id, i.kind, count(DISTINCT coalesce(i.payload->>'answerId', i.id::text)) AS n
    FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
    WHERE m.external_id IS NOT NULL AND i.kind IN ('survey.answered', 'post.created', 'comment.created')
    GROUP BY 1, 2, 3 HAVING max(i.received_at) - min(i.received_at) < interval '23 hours')`;

/**
 * The same for all that is worth something: points, badges and rewards. Each query finds rows that should not be, and
 * names them as `what`.
 */
export const valueContradictions: Readonly<Record<string, string>> = {
  'points that do not sum to zero': `
    SELECT transaction_id::text AS what FROM ledger_entry
    GROUP BY project_id, transaction_id HAVING sum(amount) <> 0 OR count(*) <> 2`,
  'a transaction without entries': `
    SELECT t.id::text AS what FROM ledger_transaction t
    WHERE NOT EXISTS (SELECT FROM ledger_entry e WHERE e.project_id = t.project_id AND e.transaction_id = t.id)`,
  'a balance that is not the sum of its entries, or is below zero': `
    SELECT a.id::text AS what FROM ledger_account a
    WHERE a.balance <> coalesce((SELECT sum(e.amount) FROM ledger_entry e
      WHERE e.project_id = a.project_id AND e.account_id = a.id), 0) OR (a.kind = 'member' AND a.balance < 0)`,
  'points for what is not in the log': `
    SELECT t.id::text AS what FROM ledger_transaction t
    WHERE t.reason <> 'referral.qualified' AND t.reason <> 'referral.joined'
      AND NOT EXISTS (SELECT FROM interaction i WHERE i.project_id = t.project_id AND i.id = t.source_id)`,
  'points for a friend who has not qualified, or the other way round': `
    SELECT coalesce(r.member_id, t.source_id)::text AS what
    FROM (SELECT * FROM referral WHERE qualified_at IS NOT NULL) r
    FULL JOIN (SELECT * FROM ledger_transaction WHERE reason = 'referral.qualified') t
      ON t.project_id = r.project_id AND t.source_id = r.member_id
    WHERE r.member_id IS NULL OR t.source_id IS NULL`,
  'a finished step that was not paid once': `
    SELECT g.member_id || ' ' || t.id AS what
    FROM checklist_progress g
    JOIN checklist_item t ON t.project_id = g.project_id AND t.id = g.item_id
    JOIN member m ON m.project_id = g.project_id AND m.id = g.member_id AND m.external_id IS NOT NULL
    WHERE t.points > 0 AND (g.completed_at IS NOT NULL)::int <> (
      SELECT count(*) FROM ledger_transaction x
      JOIN ledger_entry e ON e.project_id = x.project_id AND e.transaction_id = x.id AND e.amount = t.points
      JOIN ledger_account a ON a.project_id = e.project_id AND a.id = e.account_id AND a.member_id = g.member_id
      WHERE x.project_id = g.project_id AND x.reason = 'checklist.item' AND x.part = t.id::text)`,
  'answers and writings that were not paid as often as the rules say': `${EARNING}
    SELECT d.member_id || ' ' || d.kind || ' ' || d.n AS what
    FROM done d JOIN earning_rule r ON r.project_id = d.project_id AND r.kind = d.kind
    WHERE least(d.n, r.per_day) <> (
      SELECT count(*) FROM ledger_account a
      JOIN ledger_entry e ON e.project_id = a.project_id AND e.account_id = a.id
      JOIN ledger_transaction t ON t.project_id = e.project_id AND t.id = e.transaction_id
      WHERE a.project_id = d.project_id AND a.member_id = d.member_id AND t.reason = d.kind
        AND e.amount = r.points)`,
  'a reward that cost something else, or nothing': `
    SELECT coalesce(r.id, t.source_id)::text AS what
    FROM redemption r JOIN reward w ON w.project_id = r.project_id AND w.id = r.reward_id
    FULL JOIN (
      SELECT t.project_id, t.source_id, a.member_id, -e.amount AS cost FROM ledger_transaction t
      JOIN ledger_entry e ON e.project_id = t.project_id AND e.transaction_id = t.id
      JOIN ledger_account a ON a.project_id = e.project_id AND a.id = e.account_id AND a.kind = 'member'
      WHERE t.reason = 'reward.redeemed') t
      ON t.project_id = r.project_id AND t.source_id = r.id AND t.member_id = r.member_id AND t.cost = w.cost
    WHERE r.id IS NULL OR t.source_id IS NULL`,
  'a badge that miscounts, or was not given': `
    WITH done AS (
      SELECT i.project_id, i.member_id, i.kind,
             count(DISTINCT coalesce(i.payload->>'answerId', i.payload->>'itemId', i.id::text)) AS n
      FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
      WHERE m.external_id IS NOT NULL AND i.kind NOT LIKE 'reaction.%' GROUP BY 1, 2, 3)
    SELECT b.kind || ' ' || coalesce(a.member_id, d.member_id) || ' ' || coalesce(a.count, 0) || ' of ' ||
           coalesce(d.n, 0) AS what
    FROM badge b
    JOIN member m ON m.project_id = b.project_id AND m.external_id IS NOT NULL
    LEFT JOIN badge_award a ON a.project_id = b.project_id AND a.badge_id = b.id AND a.member_id = m.id
    LEFT JOIN done d ON d.project_id = b.project_id AND d.kind = b.kind AND d.member_id = m.id
    WHERE b.kind NOT LIKE 'reaction.%' AND CASE
      -- Once it is given it is not counted on.
      WHEN coalesce(d.n, 0) < b.target THEN a.awarded_at IS NOT NULL OR coalesce(a.count, 0) <> coalesce(d.n, 0)
      ELSE a.awarded_at IS NULL OR a.count NOT BETWEEN b.target AND d.n END`,
  'a badge for reactions that were not given': `
    SELECT a.member_id::text AS what
    FROM badge_award a JOIN badge b ON b.project_id = a.project_id AND b.id = a.badge_id
    WHERE b.kind = 'reaction.added' AND ((a.awarded_at IS NOT NULL) <> (a.count >= b.target) OR a.count > (
      SELECT count(*) FROM interaction i WHERE i.project_id = a.project_id AND i.member_id = a.member_id
        AND i.kind = b.kind))`,
};
