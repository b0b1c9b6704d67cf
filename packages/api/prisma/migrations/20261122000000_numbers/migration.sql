-- AlterTable
ALTER TABLE "account" ADD COLUMN     "described_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "checklist" ADD COLUMN     "segment_id" UUID;

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'visible';

-- AlterTable
ALTER TABLE "interaction" ADD COLUMN     "xid" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "described_at" TIMESTAMPTZ(3),
ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3),
ADD COLUMN     "ordinal" INTEGER;

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'visible';

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "currency" TEXT NOT NULL DEFAULT 'USD',
ADD COLUMN     "gross_margin" INTEGER,
ADD COLUMN     "next_ordinal" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stripe_secret" TEXT;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "resolved_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "survey" ADD COLUMN     "name" TEXT,
ADD COLUMN     "segment_id" UUID;

-- CreateTable
CREATE TABLE "activity_day" (
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "members" BYTEA NOT NULL,

    CONSTRAINT "activity_day_pkey" PRIMARY KEY ("project_id","key","day")
);

-- CreateTable
CREATE TABLE "answer_day" (
    "project_id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "score" INTEGER NOT NULL,
    "ordinals" BYTEA NOT NULL,

    CONSTRAINT "answer_day_pkey" PRIMARY KEY ("project_id","survey_id","day","score")
);

-- CreateTable
CREATE TABLE "activity_state" (
    "project_id" UUID NOT NULL,
    "snapshot" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "folded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "activity_state_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "activity_correction" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "into_id" UUID,

    CONSTRAINT "activity_correction_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "segment" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "members" BYTEA,
    "size" INTEGER,
    "refreshed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "segment_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "segment_version" (
    "project_id" UUID NOT NULL,
    "segment_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rule" JSONB NOT NULL,
    "operator_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segment_version_pkey" PRIMARY KEY ("project_id","segment_id","version")
);

-- CreateTable
CREATE TABLE "subscription" (
    "project_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "subscription_fact" (
    "project_id" UUID NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "mrr" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "plan" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_fact_pkey" PRIMARY KEY ("project_id","subscription_id","id")
);

-- CreateTable
CREATE TABLE "mrr_step" (
    "project_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mrr" BIGINT NOT NULL,

    CONSTRAINT "mrr_step_pkey" PRIMARY KEY ("project_id","account_id","currency","at")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "project_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "rate" DECIMAL(18,9) NOT NULL,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("project_id","currency")
);

-- CreateTable
CREATE TABLE "acquisition_spend" (
    "project_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "acquisition_spend_pkey" PRIMARY KEY ("project_id","month")
);

-- CreateTable
CREATE TABLE "exit_answer" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "account_id" UUID,
    "reason" TEXT NOT NULL,
    "comment" TEXT,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exit_answer_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "annotation" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "operator_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "moderation_action" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "post_id" UUID,
    "comment_id" UUID,
    "member_id" UUID NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "until" TIMESTAMPTZ(3),
    "before" TEXT,
    "undoes_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moderation_action_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "moderation_claim" (
    "project_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moderation_claim_pkey" PRIMARY KEY ("project_id","target_id")
);

-- CreateTable
CREATE TABLE "member_ban" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_ban_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "subscription_project_id_account_id_idx" ON "subscription"("project_id", "account_id");

-- CreateIndex
CREATE INDEX "exit_answer_project_id_answered_at_idx" ON "exit_answer"("project_id", "answered_at");

-- CreateIndex
CREATE INDEX "annotation_project_id_day_idx" ON "annotation"("project_id", "day");

-- CreateIndex
CREATE INDEX "moderation_action_project_id_created_at_id_idx" ON "moderation_action"("project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "moderation_action_project_id_member_id_created_at_idx" ON "moderation_action"("project_id", "member_id", "created_at");

-- CreateIndex
CREATE INDEX "moderation_action_project_id_post_id_idx" ON "moderation_action"("project_id", "post_id");

-- CreateIndex
CREATE INDEX "member_ban_project_id_member_id_idx" ON "member_ban"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "interaction_xid_idx" ON "interaction" USING BRIN ("xid");

-- CreateIndex
CREATE UNIQUE INDEX "member_project_id_ordinal_key" ON "member"("project_id", "ordinal");

-- AddForeignKey
ALTER TABLE "survey" ADD CONSTRAINT "survey_project_id_segment_id_fkey" FOREIGN KEY ("project_id", "segment_id") REFERENCES "segment"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_project_id_segment_id_fkey" FOREIGN KEY ("project_id", "segment_id") REFERENCES "segment"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_state" ADD CONSTRAINT "activity_state_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_version" ADD CONSTRAINT "segment_version_project_id_segment_id_fkey" FOREIGN KEY ("project_id", "segment_id") REFERENCES "segment"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "account"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_fact" ADD CONSTRAINT "subscription_fact_project_id_subscription_id_fkey" FOREIGN KEY ("project_id", "subscription_id") REFERENCES "subscription"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mrr_step" ADD CONSTRAINT "mrr_step_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "account"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_rate" ADD CONSTRAINT "exchange_rate_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acquisition_spend" ADD CONSTRAINT "acquisition_spend_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exit_answer" ADD CONSTRAINT "exit_answer_project_id_survey_id_fkey" FOREIGN KEY ("project_id", "survey_id") REFERENCES "survey"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exit_answer" ADD CONSTRAINT "exit_answer_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_ban" ADD CONSTRAINT "member_ban_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
