-- AlterTable
ALTER TABLE "project" ADD COLUMN     "closed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "exit_answer_project_id_member_id_idx" ON "exit_answer"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "reaction_project_id_member_id_idx" ON "reaction"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "subscription_fact_project_id_account_id_idx" ON "subscription_fact"("project_id", "account_id");

-- CreateIndex
CREATE INDEX "survey_exposure_project_id_member_id_idx" ON "survey_exposure"("project_id", "member_id");

-- By hand from here. The indexes above are what deleting a member or an account asks its foreign keys by: without them
-- a whole project's deletion would read all of these rows again for each of its members.

-- What was said and what was decided goes with its project alone: when the owner of the tables deletes it and says so
-- for the transaction. The role of requests may say so, too, and is not believed.
CREATE OR REPLACE FUNCTION row_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.project_id::text = current_setting('hearth.deleting', true)
    AND pg_has_role((SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a % is appended and cannot be changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
