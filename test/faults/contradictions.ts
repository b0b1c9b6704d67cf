/**
 * Each query finds rows that should not be: what features keep must follow from the log, and points must add up.
 * Every one names what it found as `what`.
 */
export const contradictions: Readonly<Record<string, string>> = {
  'a post without its interaction, or the other way round': `
    SELECT coalesce(p.id, i.id)::text AS what
    FROM post p FULL JOIN (SELECT * FROM interaction WHERE kind = 'post.created') i
      ON i.project_id = p.project_id AND i.id = p.id AND i.member_id = p.author_id
    WHERE p.id IS NULL OR i.id IS NULL`,
  'a post whose words nobody wrote': `
    SELECT p.id::text AS what FROM post p
    WHERE NOT EXISTS (SELECT FROM interaction i WHERE i.project_id = p.project_id AND i.member_id = p.author_id
      AND i.payload->>'text' = p.text
      AND CASE WHEN p.edited_at IS NULL THEN i.kind = 'post.created' AND i.id = p.id
          ELSE i.kind = 'post.edited' AND right(i.payload->>'postId', 32)::uuid = p.id END)`,
  'a post that was edited without a word, or the other way round': `
    SELECT p.id::text AS what FROM post p
    WHERE (p.edited_at IS NOT NULL) <> EXISTS (SELECT FROM interaction i WHERE i.project_id = p.project_id
      AND i.kind = 'post.edited' AND right(i.payload->>'postId', 32)::uuid = p.id)`,
  'a post that was deleted without a word, or the other way round': `
    SELECT p.id::text AS what FROM post p
    WHERE (p.deleted_at IS NOT NULL) <> EXISTS (SELECT FROM interaction i WHERE i.project_id = p.project_id
      AND i.kind = 'post.deleted' AND right(i.payload->>'postId', 32)::uuid = p.id)`,
  'a comment without its interaction, or the other way round': `
    SELECT coalesce(c.id, i.id)::text AS what
    FROM comment c FULL JOIN (SELECT * FROM interaction WHERE kind = 'comment.created') i
      ON i.project_id = c.project_id AND i.id = c.id AND i.member_id = c.author_id
      AND i.payload->>'text' = c.text AND right(i.payload->>'postId', 32)::uuid = c.post_id
    WHERE c.id IS NULL OR i.id IS NULL`,
  'a comment that was deleted without a word, or the other way round': `
    SELECT c.id::text AS what FROM comment c
    WHERE (c.deleted_at IS NOT NULL) <> EXISTS (SELECT FROM interaction i WHERE i.project_id = c.project_id
      AND i.kind = 'comment.deleted' AND right(i.payload->>'commentId', 32)::uuid = c.id)`,
  'a post that miscounts its comments': `
    SELECT p.id::text AS what FROM post p
    WHERE p.comment_count <> (SELECT count(*) FROM comment c
      WHERE c.project_id = p.project_id AND c.post_id = p.id AND c.deleted_at IS NULL)`,
  'a reaction that nobody gave, or one that was given and never taken back and is gone': `
    WITH given AS (
      SELECT project_id, right(payload->>'postId', 32)::uuid AS post_id, member_id, payload->>'emoji' AS emoji,
             bool_or(kind = 'reaction.removed') AS taken
      FROM interaction WHERE kind LIKE 'reaction.%' GROUP BY 1, 2, 3, 4 HAVING bool_or(kind = 'reaction.added'))
    SELECT coalesce(r.post_id, g.post_id) || ' ' || coalesce(r.emoji, g.emoji) AS what
    FROM reaction r FULL JOIN given g USING (project_id, post_id, member_id, emoji)
    WHERE g.post_id IS NULL OR (r.post_id IS NULL AND NOT g.taken)`,
  'a report without its interaction, or the other way round': `
    SELECT coalesce(r.id, i.id)::text AS what
    FROM report r FULL JOIN (SELECT * FROM interaction WHERE kind = 'report.created') i
      ON i.project_id = r.project_id AND i.id = r.id AND i.member_id = r.reporter_id
    WHERE r.id IS NULL OR i.id IS NULL`,
  'an answer that is not the last one given, or one that is missing': `
    WITH given AS (
      SELECT project_id, right(payload->>'answerId', 32)::uuid AS id, member_id, occurred_at AS at,
             payload->>'score' AS score, payload->>'complete' AS complete,
             max(occurred_at) OVER (PARTITION BY project_id, payload->>'answerId') AS last
      FROM interaction WHERE kind = 'survey.answered')
    SELECT coalesce(a.id, g.id)::text AS what
    FROM survey_answer a FULL JOIN (SELECT DISTINCT project_id, id, member_id FROM given) g
      ON g.project_id = a.project_id AND g.id = a.id AND g.member_id = a.member_id
    WHERE a.id IS NULL OR g.id IS NULL OR NOT EXISTS (SELECT FROM given l WHERE l.project_id = a.project_id
      AND l.id = a.id AND l.at = l.last AND a.updated_at = l.at AND a.score::text = l.score
      AND a.complete::text = l.complete)`,
  'a reason to leave that is not the last one given, or one that is missing': `
    WITH given AS (
      SELECT project_id, right(payload->>'answerId', 32)::uuid AS id, member_id, occurred_at AS at,
             payload->>'reason' AS reason,
             max(occurred_at) OVER (PARTITION BY project_id, payload->>'answerId') AS last
      FROM interaction WHERE kind = 'exit.answered')
    SELECT coalesce(a.id, g.id)::text AS what
    FROM exit_answer a FULL JOIN (SELECT DISTINCT project_id, id, member_id FROM given) g
      ON g.project_id = a.project_id AND g.id = a.id AND g.member_id = a.member_id
    WHERE a.id IS NULL OR g.id IS NULL OR NOT EXISTS (SELECT FROM given l WHERE l.project_id = a.project_id
      AND l.id = a.id AND l.at = l.last AND a.answered_at = l.at AND a.reason = l.reason)`,
  'a survey met at another time than was said': `
    WITH met AS (
      SELECT i.project_id, s.id AS survey_id, i.member_id,
             max(occurred_at) FILTER (WHERE i.kind = 'widget.shown') AS shown,
             max(occurred_at) FILTER (WHERE i.kind = 'widget.dismissed') AS dismissed
      FROM interaction i JOIN survey s ON s.project_id = i.project_id
        AND i.subject = 'sur_' || replace(s.id::text, '-', '')
      WHERE i.kind IN ('widget.shown', 'widget.dismissed') AND i.widget = 'nps' GROUP BY 1, 2, 3)
    SELECT coalesce(e.member_id, m.member_id)::text AS what
    FROM survey_exposure e FULL JOIN met m USING (project_id, survey_id, member_id)
    WHERE e.member_id IS NULL OR m.member_id IS NULL OR e.dismissed_at IS DISTINCT FROM m.dismissed
      OR e.shown_at < m.shown OR e.shown_at > greatest(m.shown, m.dismissed)`,
  'a checklist first shown at another time than was said': `
    WITH shown AS (
      SELECT i.project_id, c.id AS checklist_id, i.member_id, min(occurred_at) AS at
      FROM interaction i JOIN checklist c ON c.project_id = i.project_id
        AND i.payload->>'contentId' = 'chk_' || replace(c.id::text, '-', '')
      WHERE i.kind = 'widget.shown' AND i.widget = 'checklist' GROUP BY 1, 2, 3)
    SELECT coalesce(e.member_id, s.member_id)::text AS what
    FROM checklist_exposure e FULL JOIN shown s USING (project_id, checklist_id, member_id)
    WHERE e.shown_at IS DISTINCT FROM s.at`,
  'a step that counted an event twice, or missed one': `
    SELECT m.id || ' ' || t.event_name || ' ' || coalesce(g.count, 0) AS what
    FROM checklist_item t
    JOIN member m ON m.project_id = t.project_id
    LEFT JOIN checklist_progress g
      ON g.project_id = t.project_id AND g.item_id = t.id AND g.member_id = m.id
    WHERE t.event_name IS NOT NULL AND coalesce(g.count, 0) <> least(t.event_count, (
      SELECT count(*) FROM interaction i WHERE i.project_id = t.project_id AND i.member_id = m.id
        AND i.kind = 'event.tracked' AND i.payload->>'name' = t.event_name))`,
  'a step ticked by nobody, or one that was ticked and is not': `
    SELECT m.id || ' ' || t.id AS what
    FROM checklist_item t
    JOIN member m ON m.project_id = t.project_id
    LEFT JOIN checklist_progress g
      ON g.project_id = t.project_id AND g.item_id = t.id AND g.member_id = m.id
    WHERE t.event_name IS NULL AND (g.completed_at IS NOT NULL) <> EXISTS (
      SELECT FROM interaction i WHERE i.project_id = t.project_id AND i.member_id = m.id
        AND i.kind = 'checklist.item.completed' AND right(i.payload->>'itemId', 32)::uuid = t.id)`,
  'a step whose count and end disagree': `
    SELECT g.member_id || ' ' || t.id AS what
    FROM checklist_progress g JOIN checklist_item t ON t.project_id = g.project_id AND t.id = g.item_id
    WHERE (g.completed_at IS NOT NULL) <> (g.count >= CASE WHEN t.event_name IS NULL THEN 1 ELSE t.event_count END)
      OR g.count > CASE WHEN t.event_name IS NULL THEN 1 ELSE t.event_count END`,
  'a redemption without its interaction, or the other way round': `
    SELECT coalesce(r.id, i.id)::text AS what
    FROM redemption r FULL JOIN (SELECT * FROM interaction WHERE kind = 'reward.redeemed') i
      ON i.project_id = r.project_id AND i.id = r.id AND i.member_id = r.member_id
      AND right(i.payload->>'rewardId', 32)::uuid = r.reward_id
    WHERE r.id IS NULL OR i.id IS NULL`,
  'a member brought by no link, or twice': `
    SELECT coalesce(r.member_id, i.member_id)::text AS what
    FROM referral r FULL JOIN (SELECT project_id, member_id, array_agg(payload->>'code') AS codes
      FROM interaction WHERE kind = 'referral.joined' GROUP BY 1, 2) i
      ON i.project_id = r.project_id AND i.member_id = r.member_id
    WHERE r.member_id IS NULL OR i.member_id IS NULL OR i.codes <> ARRAY[r.code]`,
};
