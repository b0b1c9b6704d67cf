/** A member of the load's. */
const ONE = `(SELECT id FROM member WHERE external_id LIKE 'load-%' ORDER BY id LIMIT 1)`;
/** Of some table's rows one, by where it lies. */
const oneOf = (table: string, which = 'true') => `ctid = (SELECT ctid FROM ${table} WHERE ${which} LIMIT 1)`;
const inLog = (kind: string) => oneOf('interaction', `kind = '${kind}'`);

/**
 * For each contradiction that the audit looks for, a damage that it must see: planted in a transaction that is rolled
 * back. An audit that sees nothing of it could see nothing at all.
 */
export const damages: Readonly<Record<string, string>> = {
  'a post without its interaction, or the other way round': `DELETE FROM interaction WHERE ${inLog('post.created')}`,
  'a post whose words nobody wrote': `UPDATE post SET text = text || '!' WHERE ${oneOf('post')}`,
  'a post that was edited without a word, or the other way round': `
    UPDATE post SET edited_at = now() WHERE ${oneOf('post', 'edited_at IS NULL')}`,
  'a post that was deleted without a word, or the other way round': `
    UPDATE post SET deleted_at = now() WHERE ${oneOf('post')}`,
  'a comment without its interaction, or the other way round': `
    DELETE FROM comment WHERE ${oneOf('comment', 'id NOT IN (SELECT comment_id FROM report WHERE comment_id IS NOT NULL)')}`,
  'a comment that was deleted without a word, or the other way round': `
    UPDATE comment SET deleted_at = now() WHERE ${oneOf('comment', 'deleted_at IS NULL')}`,
  'a post that miscounts its comments': `UPDATE post SET comment_count = comment_count + 1 WHERE ${oneOf('post')}`,
  'a reaction that nobody gave, or one that was given and never taken back and is gone': `
    DELETE FROM reaction WHERE ${oneOf('reaction', "emoji = '👀'")}`,
  'a report without its interaction, or the other way round': `DELETE FROM report WHERE ${oneOf('report')}`,
  'an answer that is not the last one given, or one that is missing': `
    UPDATE survey_answer SET score = (score + 1) % 11 WHERE ${oneOf('survey_answer')}`,
  'a reason to leave that is not the last one given, or one that is missing': `
    DELETE FROM exit_answer WHERE ${oneOf('exit_answer')}`,
  'a survey met at another time than was said': `
    UPDATE survey_exposure SET dismissed_at = dismissed_at - interval '1 second'
    WHERE ${oneOf('survey_exposure', 'dismissed_at IS NOT NULL')}`,
  'a checklist first shown at another time than was said': `
    UPDATE checklist_exposure SET shown_at = shown_at + interval '1 second' WHERE ${oneOf('checklist_exposure')}`,
  'a step that counted an event twice, or missed one': `
    UPDATE checklist_progress g SET count = g.count + 1 WHERE g.member_id = ${ONE}`,
  'a step ticked by nobody, or one that was ticked and is not': `
    UPDATE checklist_progress SET completed_at = NULL FROM checklist_item t
    WHERE t.id = item_id AND t.event_name IS NULL AND completed_at IS NOT NULL`,
  'a step whose count and end disagree': `
    UPDATE checklist_progress SET completed_at = NULL WHERE ${oneOf('checklist_progress', 'completed_at IS NOT NULL')}`,
  'a redemption without its interaction, or the other way round': `DELETE FROM redemption WHERE ${oneOf('redemption')}`,
  'a member brought by no link, or twice': `DELETE FROM referral WHERE ${oneOf('referral')}`,
  // Entries that do not sum to zero are refused at the commit: so this much can be planted, and not kept.
  'points that do not sum to zero': `
    UPDATE ledger_entry SET amount = amount + 1 WHERE ${oneOf('ledger_entry')}`,
  'a transaction without entries': `
    DELETE FROM ledger_entry WHERE transaction_id = (SELECT id FROM ledger_transaction LIMIT 1)`,
  'a balance that is not the sum of its entries, or is below zero': `
    UPDATE ledger_account SET balance = balance + 1 WHERE kind = 'member'`,
  'points for what is not in the log': `
    DELETE FROM interaction WHERE ${oneOf('interaction', 'id IN (SELECT source_id FROM ledger_transaction)')}`,
  'points for a friend who has not qualified, or the other way round': `
    UPDATE referral SET qualified_at = now() WHERE ${oneOf('referral', 'qualified_at IS NULL')}`,
  'a finished step that was not paid once': `
    UPDATE ledger_transaction SET part = '' WHERE ${oneOf('ledger_transaction', "reason = 'checklist.item'")}`,
  'answers and writings that were not paid as often as the rules say': `
    UPDATE ledger_transaction t SET reason = 'checklist.item', part = t.id::text FROM ledger_entry e, ledger_account a
    WHERE e.transaction_id = t.id AND a.id = e.account_id AND a.member_id = ${ONE} AND t.reason = 'survey.answered'`,
  'a reward that cost something else, or nothing': `UPDATE reward SET cost = cost - 1`,
  'a badge that miscounts, or was not given': `
    UPDATE badge_award SET awarded_at = NULL WHERE ${oneOf('badge_award', 'awarded_at IS NOT NULL')}`,
  'a badge for reactions that were not given': `
    UPDATE badge_award a SET count = a.count + 1000 FROM badge b WHERE b.id = a.badge_id AND b.kind = 'reaction.added'`,
  'a stock that does not add up': `UPDATE reward SET stock = stock - 1`,
};
