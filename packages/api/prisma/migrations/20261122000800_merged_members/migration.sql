-- CreateIndex
CREATE INDEX "member_project_id_merged_into_id_idx" ON "member"("project_id", "merged_into_id");
