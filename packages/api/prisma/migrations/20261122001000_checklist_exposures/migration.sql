-- CreateTable
CREATE TABLE "checklist_exposure" (
    "project_id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checklist_exposure_pkey" PRIMARY KEY ("project_id","checklist_id","member_id")
);

-- CreateIndex
CREATE INDEX "checklist_exposure_project_id_shown_at_idx" ON "checklist_exposure"("project_id", "shown_at");

-- CreateIndex
CREATE INDEX "checklist_exposure_project_id_member_id_idx" ON "checklist_exposure"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "ledger_transaction_project_id_created_at_idx" ON "ledger_transaction"("project_id", "created_at");

-- AddForeignKey
ALTER TABLE "checklist_exposure" ADD CONSTRAINT "checklist_exposure_project_id_checklist_id_fkey" FOREIGN KEY ("project_id", "checklist_id") REFERENCES "checklist"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_exposure" ADD CONSTRAINT "checklist_exposure_project_id_member_id_fkey" FOREIGN KEY ("project_id", "member_id") REFERENCES "member"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was shown before there was a table for it stands in the log; it names a checklist by its wire id.
INSERT INTO checklist_exposure (project_id, checklist_id, member_id, shown_at)
SELECT c.project_id, c.id, i.member_id, min(i.occurred_at)
FROM checklist c
JOIN interaction i ON i.project_id = c.project_id AND i.kind = 'widget.shown' AND i.widget = 'checklist'
  AND i.subject = 'chk_' || replace(c.id::text, '-', '')
JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
GROUP BY c.project_id, c.id, i.member_id;
