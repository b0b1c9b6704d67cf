-- The second wall between tenants, written by hand: row-level security repeats what every query filters by. Requests
-- run as the role hearth_app, which owns nothing and sees the rows of the projects that hearth.projects names; see
-- src/database/tenant-scope.ts. The owner of the tables (migrations, commands, resolving a credential) is not bound.

-- Roles belong to the cluster: another database of it, or another process at this moment, may have made it already.
DO $$
DECLARE
  -- Since PostgreSQL 16 whoever made a role may still not become it.
  becoming text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hearth_app') THEN
    BEGIN
      CREATE ROLE hearth_app NOLOGIN;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role hearth_app is missing and % may not create it. Have an administrator run: CREATE ROLE hearth_app NOLOGIN; GRANT hearth_app TO %;',
          current_user, quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'hearth_app', becoming) THEN
    BEGIN
      EXECUTE format('GRANT hearth_app TO %I', current_user);
    EXCEPTION
      WHEN unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION '% may not act as the role hearth_app. Have an administrator run: GRANT hearth_app TO %;',
          current_user, quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
    END;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO hearth_app', current_schema());
END $$;

-- Encloses every table that has a project_id, and project itself, unless it is enclosed already. A migration that adds
-- a table ends with SELECT enclose_tenants(); a test fails for a table that was left open. Tables of no project are not
-- granted to hearth_app at all.
--
-- COALESCE rather than the bare comparison: the planner would multiply its guess of how few rows a project has with
-- the guess of the query's own filter, and take large projects for small ones. The sub-select is run once a statement.
CREATE FUNCTION enclose_tenants() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT c.oid::regclass AS name, a.attname AS tenant, c.relname = 'project' AS is_project
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
      AND a.attname = CASE c.relname WHEN 'project' THEN 'id' ELSE 'project_id' END
    ORDER BY c.relname
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one.name);
    EXECUTE format(
      'CREATE POLICY tenant ON %s TO hearth_app USING (COALESCE(%I = ANY '
      '((SELECT string_to_array(current_setting(''hearth.projects'', true), '','')::uuid[])::uuid[]), false))',
      one.name, one.tenant);
    -- Nobody makes or ends a project from within one.
    EXECUTE format('GRANT SELECT, UPDATE%s ON %s TO hearth_app',
      CASE WHEN one.is_project THEN '' ELSE ', INSERT, DELETE' END, one.name);
  END LOOP;
END $$;

SELECT enclose_tenants();
