-- AlterTable
ALTER TABLE "subscription_fact" ADD COLUMN     "account_id" UUID NOT NULL,
ADD COLUMN     "ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "inferred" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "left_out" TEXT,
ADD COLUMN     "starts_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "subscription_fact" ADD CONSTRAINT "subscription_fact_project_id_account_id_fkey" FOREIGN KEY ("project_id", "account_id") REFERENCES "account"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: a price that cannot be counted is named by one word.
ALTER TABLE "subscription_fact" ADD CONSTRAINT "subscription_fact_left_out" CHECK (left_out IN ('metered', 'tiered', 'foreign', 'unknown'));
