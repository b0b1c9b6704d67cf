-- AlterTable
ALTER TABLE "account" ADD COLUMN     "said_earlier" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "said_earlier" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "forgotten" INTEGER NOT NULL DEFAULT 0;
