-- AlterTable
ALTER TABLE "activity_day" ADD COLUMN     "version" BIGINT NOT NULL;

-- What schema.prisma cannot express. Written by hand.

-- Compressed already, and read whole: a row of a few bytes tells whether its bitmap has changed.
ALTER TABLE activity_day ALTER COLUMN members SET STORAGE EXTERNAL;

-- Whom the fold has yet to give an ordinal.
CREATE INDEX member_without_ordinal ON member (project_id) WHERE ordinal IS NULL;

-- A fact stays as it is; which transaction brought it is about this cluster, and changes with a restore into another.
DROP TRIGGER interaction_is_immutable ON interaction;
CREATE TRIGGER interaction_is_immutable
  BEFORE UPDATE OF project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw, received_at, page, payload
  ON interaction FOR EACH ROW EXECUTE FUNCTION interaction_is_immutable();
