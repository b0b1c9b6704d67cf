-- What schema.prisma cannot express. Written by hand; the drift check knows nothing of it, and tests prove it.

-- Facts stay as they are. Deleting is left free: the pipeline takes back a row that it has inserted and then
-- rejected in the same transaction, and a member may ask to be forgotten.
CREATE FUNCTION interaction_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an interaction is a fact and cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER interaction_is_immutable BEFORE UPDATE ON interaction
  FOR EACH ROW EXECUTE FUNCTION interaction_is_immutable();

-- Points are moved, never made: the entries of one transaction sum to zero when it commits.
CREATE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry ledger_entry := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  total numeric;
BEGIN
  SELECT sum(amount) INTO total FROM ledger_entry
    WHERE project_id = entry.project_id AND transaction_id = entry.transaction_id;
  IF total <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % sums to %, not to zero', entry.transaction_id, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_sums_to_zero', TABLE = 'ledger_entry';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_sums_to_zero AFTER INSERT OR UPDATE OR DELETE ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero();

ALTER TABLE ledger_account
  ADD CONSTRAINT ledger_account_kind CHECK (kind IN ('member', 'issuance', 'redemption')),
  ADD CONSTRAINT ledger_account_member CHECK ((kind = 'member') = (member_id IS NOT NULL)),
  ADD CONSTRAINT ledger_account_balance CHECK (kind <> 'member' OR balance >= 0);

-- One account of each kind that belongs to no member; each member's one is unique in schema.prisma.
CREATE UNIQUE INDEX ledger_account_one_of_a_kind ON ledger_account (project_id, kind) WHERE member_id IS NULL;

ALTER TABLE reward
  ADD CONSTRAINT reward_cost CHECK (cost > 0),
  ADD CONSTRAINT reward_stock CHECK (stock >= 0);

ALTER TABLE member
  ADD CONSTRAINT member_is_somebody
    CHECK (external_id IS NOT NULL OR anonymous_hash IS NOT NULL OR merged_into_id IS NOT NULL);

ALTER TABLE signing_key ADD CONSTRAINT signing_key_algorithm CHECK (algorithm IN ('HS256', 'EdDSA'));

ALTER TABLE operator
  ADD CONSTRAINT operator_role CHECK (role IN ('owner', 'admin', 'moderator', 'analyst')),
  ADD CONSTRAINT operator_email CHECK (email = lower(email));

ALTER TABLE survey_answer ADD CONSTRAINT survey_answer_score CHECK (score BETWEEN 0 AND 10);

ALTER TABLE report ADD CONSTRAINT report_target CHECK (num_nonnulls(post_id, comment_id) = 1);

-- The contracts refuse longer texts with a sentence; these only stand behind them.
ALTER TABLE survey_answer ADD CONSTRAINT survey_answer_comment_length CHECK (char_length(comment) <= 2000);
ALTER TABLE post ADD CONSTRAINT post_text_length CHECK (char_length(text) <= 5000);
ALTER TABLE comment ADD CONSTRAINT comment_text_length CHECK (char_length(text) <= 2000);
ALTER TABLE report ADD CONSTRAINT report_note_length CHECK (char_length(note) <= 500);
ALTER TABLE interaction
  ADD CONSTRAINT interaction_kind_length CHECK (char_length(kind) <= 64),
  ADD CONSTRAINT interaction_subject_length CHECK (char_length(subject) <= 200),
  ADD CONSTRAINT interaction_page_length CHECK (char_length(page) <= 512);
ALTER TABLE member
  ADD CONSTRAINT member_external_id_length CHECK (char_length(external_id) <= 200),
  ADD CONSTRAINT member_name_length CHECK (char_length(name) <= 120),
  ADD CONSTRAINT member_email_length CHECK (char_length(email) <= 254),
  ADD CONSTRAINT member_avatar_url_length CHECK (char_length(avatar_url) <= 2048);
