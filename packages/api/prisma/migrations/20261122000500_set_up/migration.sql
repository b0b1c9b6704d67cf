-- AlterTable
ALTER TABLE "badge" ADD COLUMN     "active" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "checklist_item" ADD COLUMN     "active" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "set_up_change" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "set_up_change_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "set_up_change_project_id_created_at_id_idx" ON "set_up_change"("project_id", "created_at", "id");

-- By hand: what was done stays as it was said.
CREATE TRIGGER set_up_change_is_immutable BEFORE UPDATE OR DELETE ON set_up_change
  FOR EACH ROW EXECUTE FUNCTION row_is_immutable();
