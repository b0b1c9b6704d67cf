-- What schema.prisma cannot express about the tables of the numbers. Written by hand; tests prove it.

-- What was said and what was decided stays as it is: a correction is one more row.
CREATE FUNCTION row_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a % is appended and cannot be changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER moderation_action_is_immutable BEFORE UPDATE OR DELETE ON moderation_action
  FOR EACH ROW EXECUTE FUNCTION row_is_immutable();
CREATE TRIGGER subscription_fact_is_immutable BEFORE UPDATE ON subscription_fact
  FOR EACH ROW EXECUTE FUNCTION row_is_immutable();

-- Small ranges, summed up as they fill: the fold reads the end of the log and nothing before it.
ALTER INDEX interaction_xid_idx SET (pages_per_range = 16, autosummarize = on);

ALTER TABLE member DROP CONSTRAINT member_is_somebody;
ALTER TABLE member
  ADD CONSTRAINT member_is_somebody CHECK (
    external_id IS NOT NULL OR anonymous_hash IS NOT NULL OR merged_into_id IS NOT NULL OR forgotten_at IS NOT NULL),
  ADD CONSTRAINT member_ordinal CHECK (ordinal >= 0);

ALTER TABLE survey ADD CONSTRAINT survey_kind CHECK (kind IN ('nps', 'csat', 'ces', 'exit'));
ALTER TABLE post ADD CONSTRAINT post_status CHECK (status IN ('visible', 'hidden', 'removed'));
ALTER TABLE comment ADD CONSTRAINT comment_status CHECK (status IN ('visible', 'hidden', 'removed'));
ALTER TABLE project
  ADD CONSTRAINT project_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT project_gross_margin CHECK (gross_margin BETWEEN 0 AND 10000);
ALTER TABLE subscription_fact
  ADD CONSTRAINT subscription_fact_mrr CHECK (mrr >= 0),
  ADD CONSTRAINT subscription_fact_currency CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE mrr_step ADD CONSTRAINT mrr_step_mrr CHECK (mrr >= 0);
ALTER TABLE exchange_rate ADD CONSTRAINT exchange_rate_positive CHECK (rate > 0);
ALTER TABLE acquisition_spend
  ADD CONSTRAINT acquisition_spend_amount CHECK (amount >= 0),
  ADD CONSTRAINT acquisition_spend_month CHECK (extract(day FROM month) = 1);
ALTER TABLE exit_answer
  ADD CONSTRAINT exit_answer_reason_length CHECK (char_length(reason) <= 64),
  ADD CONSTRAINT exit_answer_comment_length CHECK (char_length(comment) <= 2000);
ALTER TABLE moderation_action ADD CONSTRAINT moderation_action_note_length CHECK (char_length(note) <= 2000);
ALTER TABLE annotation ADD CONSTRAINT annotation_text_length CHECK (char_length(text) <= 500);
