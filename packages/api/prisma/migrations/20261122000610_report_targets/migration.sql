-- CreateIndex
CREATE INDEX "report_project_id_post_id_idx" ON "report"("project_id", "post_id");

-- CreateIndex
CREATE INDEX "report_project_id_comment_id_idx" ON "report"("project_id", "comment_id");
