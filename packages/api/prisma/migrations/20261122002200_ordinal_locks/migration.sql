-- A column of a whole unique index counts as a key: giving an ordinal then takes the lock of a deletion, which waits for
-- everybody who stores something of that member, and they for it. Of a partial index it does not.
DROP INDEX "member_project_id_ordinal_key";
CREATE UNIQUE INDEX member_one_ordinal ON member (project_id, ordinal) WHERE ordinal IS NOT NULL;
