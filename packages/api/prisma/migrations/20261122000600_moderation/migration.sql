-- AlterTable
ALTER TABLE "moderation_action" ADD COLUMN     "batch_id" UUID NOT NULL;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "resolved_by" UUID;

-- CreateIndex
CREATE INDEX "comment_project_id_author_id_created_at_idx" ON "comment"("project_id", "author_id", "created_at");

-- CreateIndex
CREATE INDEX "comment_project_id_created_at_id_idx" ON "comment"("project_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "moderation_action_project_id_comment_id_idx" ON "moderation_action"("project_id", "comment_id");

-- CreateIndex
CREATE INDEX "moderation_action_project_id_batch_id_idx" ON "moderation_action"("project_id", "batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "moderation_action_project_id_undoes_id_key" ON "moderation_action"("project_id", "undoes_id");

-- CreateIndex
CREATE INDEX "post_project_id_author_id_created_at_idx" ON "post"("project_id", "author_id", "created_at");

-- The queue asks for what is still open: few rows of many.
CREATE INDEX report_open_idx ON report (project_id, created_at) WHERE resolved_at IS NULL;

ALTER TABLE moderation_action
  ADD CONSTRAINT moderation_action_kind
    CHECK (action IN ('approve', 'hide', 'remove', 'restore', 'warn', 'ban', 'unban')),
  ADD CONSTRAINT moderation_action_target CHECK (num_nonnulls(post_id, comment_id) <= 1);
