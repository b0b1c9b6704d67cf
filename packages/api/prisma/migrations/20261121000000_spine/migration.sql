-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "site_key" TEXT NOT NULL,
    "home_url" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "theme" JSONB NOT NULL DEFAULT '{}',
    "referral_rules" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allowed_origin" (
    "project_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,

    CONSTRAINT "allowed_origin_pkey" PRIMARY KEY ("project_id","origin")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "algorithm" TEXT NOT NULL,
    "material" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "secret_key" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "secret_key_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "operator" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "project_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "operator_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("project_id","token_hash")
);

-- CreateTable
CREATE TABLE "session" (
    "project_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "operator_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("project_id","token_hash")
);

-- CreateTable
CREATE TABLE "account" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT,
    "plan" TEXT,
    "traits" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "member" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT,
    "anonymous_hash" BYTEA,
    "account_id" UUID,
    "name" TEXT,
    "email" TEXT,
    "avatar_url" TEXT,
    "traits" JSONB NOT NULL DEFAULT '{}',
    "time_zone" TEXT,
    "locale" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "merged_into_id" UUID,

    CONSTRAINT "member_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "interaction" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "widget" TEXT,
    "subject" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "occurred_at_raw" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "page" TEXT,
    "payload" JSONB NOT NULL,

    CONSTRAINT "interaction_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "survey" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "question" JSONB,
    "follow_ups" JSONB,
    "delay_seconds" INTEGER NOT NULL DEFAULT 5,
    "cooldown_days" INTEGER NOT NULL DEFAULT 90,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "survey_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "survey_answer" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT,
    "complete" BOOLEAN NOT NULL DEFAULT false,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_answer_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "survey_exposure" (
    "project_id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_exposure_pkey" PRIMARY KEY ("project_id","survey_id","member_id")
);

-- CreateTable
CREATE TABLE "checklist" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" JSONB NOT NULL,
    "celebration" JSONB,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "checklist_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "description" JSONB,
    "action_label" JSONB,
    "action_url" TEXT,
    "event_name" TEXT,
    "event_count" INTEGER NOT NULL DEFAULT 1,
    "points" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "checklist_progress" (
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "checklist_progress_pkey" PRIMARY KEY ("project_id","item_id","member_id")
);

-- CreateTable
CREATE TABLE "earning_rule" (
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "per_day" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "earning_rule_pkey" PRIMARY KEY ("project_id","kind")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "member_id" UUID,
    "balance" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "project_id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("project_id","transaction_id","account_id")
);

-- CreateTable
CREATE TABLE "level" (
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" JSONB NOT NULL,
    "threshold" INTEGER NOT NULL,

    CONSTRAINT "level_pkey" PRIMARY KEY ("project_id","number")
);

-- CreateTable
CREATE TABLE "badge" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "icon" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" INTEGER NOT NULL,

    CONSTRAINT "badge_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "badge_award" (
    "project_id" UUID NOT NULL,
    "badge_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "awarded_at" TIMESTAMPTZ(3),

    CONSTRAINT "badge_award_pkey" PRIMARY KEY ("project_id","badge_id","member_id")
);

-- CreateTable
CREATE TABLE "reward" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "cost" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "reward_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "redemption" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reward_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "redemption_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "post" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "comment_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "post_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "comment" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "reaction" (
    "project_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("project_id","post_id","member_id","emoji")
);

-- CreateTable
CREATE TABLE "report" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "post_id" UUID,
    "comment_id" UUID,
    "reporter_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "referral_code" (
    "project_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "referral_code_pkey" PRIMARY KEY ("project_id","code")
);

-- CreateTable
CREATE TABLE "referral_click" (
    "project_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "visitor_hash" BYTEA NOT NULL,
    "clicked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "referral_click_pkey" PRIMARY KEY ("project_id","code","visitor_hash")
);

-- CreateTable
CREATE TABLE "referral" (
    "project_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "qualified_at" TIMESTAMPTZ(3),

    CONSTRAINT "referral_pkey" PRIMARY KEY ("project_id","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_site_key_key" ON "project"("site_key");

-- CreateIndex
CREATE UNIQUE INDEX "secret_key_hash_key" ON "secret_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "account_project_id_external_id_key" ON "account"("project_id", "external_id");

-- CreateIndex
CREATE INDEX "member_project_id_account_id_idx" ON "member"("project_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_project_id_external_id_key" ON "member"("project_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_project_id_anonymous_hash_key" ON "member"("project_id", "anonymous_hash");

-- CreateIndex
CREATE INDEX "interaction_project_id_received_at_id_idx" ON "interaction"("project_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "interaction_project_id_member_id_received_at_idx" ON "interaction"("project_id", "member_id", "received_at");

-- CreateIndex
CREATE INDEX "survey_answer_project_id_survey_id_answered_at_idx" ON "survey_answer"("project_id", "survey_id", "answered_at");

-- CreateIndex
CREATE INDEX "survey_answer_project_id_member_id_survey_id_answered_at_idx" ON "survey_answer"("project_id", "member_id", "survey_id", "answered_at");

-- CreateIndex
CREATE INDEX "checklist_item_project_id_event_name_idx" ON "checklist_item"("project_id", "event_name");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_item_project_id_checklist_id_position_key" ON "checklist_item"("project_id", "checklist_id", "position");

-- CreateIndex
CREATE INDEX "checklist_progress_project_id_member_id_idx" ON "checklist_progress"("project_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_project_id_member_id_key" ON "ledger_account"("project_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_project_id_source_id_reason_part_key" ON "ledger_transaction"("project_id", "source_id", "reason", "part");

-- CreateIndex
CREATE INDEX "ledger_entry_project_id_account_id_idx" ON "ledger_entry"("project_id", "account_id");

-- CreateIndex
CREATE INDEX "badge_project_id_kind_idx" ON "badge"("project_id", "kind");

-- CreateIndex
CREATE INDEX "badge_award_project_id_member_id_idx" ON "badge_award"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "redemption_project_id_member_id_idx" ON "redemption"("project_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "redemption_project_id_code_key" ON "redemption"("project_id", "code");

-- CreateIndex
CREATE INDEX "post_project_id_created_at_id_idx" ON "post"("project_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "comment_project_id_post_id_created_at_id_idx" ON "comment"("project_id", "post_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_project_id_reporter_id_post_id_key" ON "report"("project_id", "reporter_id", "post_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_project_id_reporter_id_comment_id_key" ON "report"("project_id", "reporter_id", "comment_id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_code_code_key" ON "referral_code"("code");

-- CreateIndex
CREATE UNIQUE INDEX "referral_code_project_id_member_id_key" ON "referral_code"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "referral_project_id_code_idx" ON "referral"("project_id", "code");

-- AddForeignKey
ALTER TABLE "allowed_origin" ADD CONSTRAINT "allowed_origin_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret_key" ADD CONSTRAINT "secret_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator" ADD CONSTRAINT "operator_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_project_id_operator_id_fkey" FOREIGN KEY ("project_id", "operator_id") REFERENCES "operator"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_project_id_operator_id_fkey" FOREIGN KEY ("project_id", "operator_id") REFERENCES "operator"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "account"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey" ADD CONSTRAINT "survey_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_project_id_survey_id_fkey" FOREIGN KEY ("project_id", "survey_id") REFERENCES "survey"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_exposure" ADD CONSTRAINT "survey_exposure_project_id_survey_id_fkey" FOREIGN KEY ("project_id", "survey_id") REFERENCES "survey"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_exposure" ADD CONSTRAINT "survey_exposure_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_project_id_checklist_id_fkey" FOREIGN KEY ("project_id", "checklist_id") REFERENCES "checklist"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_progress" ADD CONSTRAINT "checklist_progress_project_id_item_id_fkey" FOREIGN KEY ("project_id", "item_id") REFERENCES "checklist_item"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_progress" ADD CONSTRAINT "checklist_progress_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earning_rule" ADD CONSTRAINT "earning_rule_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_account" ADD CONSTRAINT "ledger_account_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_project_id_transaction_id_fkey" FOREIGN KEY ("project_id", "transaction_id") REFERENCES "ledger_transaction"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "ledger_account"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "level" ADD CONSTRAINT "level_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "badge" ADD CONSTRAINT "badge_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "badge_award" ADD CONSTRAINT "badge_award_project_id_badge_id_fkey" FOREIGN KEY ("project_id", "badge_id") REFERENCES "badge"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "badge_award" ADD CONSTRAINT "badge_award_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward" ADD CONSTRAINT "reward_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_project_id_reward_id_fkey" FOREIGN KEY ("project_id", "reward_id") REFERENCES "reward"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_project_id_author_id_fkey" FOREIGN KEY ("project_id", "author_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_project_id_post_id_fkey" FOREIGN KEY ("project_id", "post_id") REFERENCES "post"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_project_id_author_id_fkey" FOREIGN KEY ("project_id", "author_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_project_id_post_id_fkey" FOREIGN KEY ("project_id", "post_id") REFERENCES "post"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_project_id_post_id_fkey" FOREIGN KEY ("project_id", "post_id") REFERENCES "post"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_project_id_comment_id_fkey" FOREIGN KEY ("project_id", "comment_id") REFERENCES "comment"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_project_id_reporter_id_fkey" FOREIGN KEY ("project_id", "reporter_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_code" ADD CONSTRAINT "referral_code_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_click" ADD CONSTRAINT "referral_click_project_id_code_fkey" FOREIGN KEY ("project_id", "code") REFERENCES "referral_code"("project_id", "code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_project_id_code_fkey" FOREIGN KEY ("project_id", "code") REFERENCES "referral_code"("project_id", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
