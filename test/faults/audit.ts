import type { Rows } from '../rows.ts';
import type { Stored } from './history.ts';

/** What the senders' members have in the log. */
export const readLog = (rows: Rows): Promise<Stored[]> =>
  rows<{ id: string; member: string }>(
    `SELECT 'int_' || replace(i.id::text, '-', '') AS id, m.external_id AS member
     FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE m.external_id LIKE 'load-%'`,
  );

/** Each finds rows that should not be: what features keep must follow from the log, and points must add up. */
const contradictions: Record<string, string> = {
  'a post without its interaction, or the other way round': `
    SELECT coalesce(p.id, i.id)::text AS what
    FROM post p FULL JOIN (SELECT * FROM interaction WHERE kind = 'post.created') i
      ON i.project_id = p.project_id AND i.id = p.id AND i.payload->>'text' = p.text
    WHERE (p.id IS NULL OR i.id IS NULL) AND p.edited_at IS NULL`,
  'a comment without its interaction, or the other way round': `
    SELECT coalesce(c.id, i.id)::text AS what
    FROM comment c FULL JOIN (SELECT * FROM interaction WHERE kind = 'comment.created') i
      ON i.project_id = c.project_id AND i.id = c.id
    WHERE c.id IS NULL OR i.id IS NULL`,
  'a post that miscounts its comments': `
    SELECT p.id::text AS what FROM post p
    WHERE p.comment_count <> (SELECT count(*) FROM comment c
      WHERE c.project_id = p.project_id AND c.post_id = p.id AND c.deleted_at IS NULL)`,
  'an answer without its interaction, or the other way round': `
    SELECT coalesce(a.id, i.id)::text AS what
    FROM survey_answer a FULL JOIN (
      SELECT DISTINCT project_id, right(payload->>'answerId', 32)::uuid AS id
      FROM interaction WHERE kind = 'survey.answered') i
      ON i.project_id = a.project_id AND i.id = a.id
    WHERE a.id IS NULL OR i.id IS NULL`,
  'a step that counted an event twice, or missed one': `
    SELECT m.external_id || ' ' || t.event_name || ' ' || coalesce(g.count, 0) AS what
    FROM checklist_item t
    JOIN member m ON m.project_id = t.project_id AND m.external_id LIKE 'load-%'
    LEFT JOIN checklist_progress g
      ON g.project_id = t.project_id AND g.item_id = t.id AND g.member_id = m.id
    WHERE t.event_name IS NOT NULL AND coalesce(g.count, 0) <> least(t.event_count, (
      SELECT count(*) FROM interaction i WHERE i.project_id = t.project_id AND i.member_id = m.id
        AND i.kind = 'event.tracked' AND i.payload->>'name' = t.event_name))`,
  'a redemption without its interaction, or the other way round': `
    SELECT coalesce(r.id, i.id)::text AS what
    FROM redemption r FULL JOIN (SELECT * FROM interaction WHERE kind = 'reward.redeemed') i
      ON i.project_id = r.project_id AND i.id = r.id
    WHERE r.id IS NULL OR i.id IS NULL`,
  'points that do not sum to zero': `
    SELECT transaction_id::text AS what FROM ledger_entry
    GROUP BY project_id, transaction_id HAVING sum(amount) <> 0`,
  'a balance that is not the sum of its entries': `
    SELECT a.id::text AS what FROM ledger_account a
    WHERE a.balance <> coalesce((SELECT sum(e.amount) FROM ledger_entry e
      WHERE e.project_id = a.project_id AND e.account_id = a.id), 0)`,
  'points for what is not in the log': `
    SELECT t.id::text AS what FROM ledger_transaction t
    WHERE t.reason <> 'referral.qualified' AND t.reason <> 'referral.joined'
      AND NOT EXISTS (SELECT FROM interaction i WHERE i.project_id = t.project_id AND i.id = t.source_id)`,
};

/** Everything in the database that contradicts its own log; empty when all of it agrees. */
export const audit = async (rows: Rows): Promise<string[]> => {
  const problems: string[] = [];
  for (const [name, text] of Object.entries(contradictions)) {
    for (const { what } of await rows<{ what: string }>(text)) problems.push(`${name}: ${what}`);
  }
  return problems;
};
