-- Roles exist already: they belong to the server, not to one database (see Roles).
GRANT USAGE ON SCHEMA brokerway TO brokerway_app, brokerway_system;

-- Every table of tenant data is handed to the roles by this function and by nothing else.
-- The app role sees the rows of the tenant named in the session; with none named, no row.
CREATE FUNCTION protect_tenant_table(target REGCLASS) RETURNS VOID
LANGUAGE plpgsql AS $$
DECLARE
  first_key NAME;
BEGIN
  SELECT a.attname INTO first_key
    FROM pg_index AS i
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
   WHERE i.indrelid = target AND i.indisprimary;
  IF first_key IS DISTINCT FROM 'tenant_id' THEN
    RAISE EXCEPTION 'the primary key of % must start with tenant_id, not %', target, first_key;
  END IF;
  PERFORM guard_rows_by_tenant(target);
  EXECUTE format(
    'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO brokerway_app, brokerway_system', target);
END $$;

-- Row-level security alone, without a grant; the key need not start with the tenant.
CREATE FUNCTION guard_rows_by_tenant(target REGCLASS) RETURNS VOID
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_rows ON %s TO brokerway_app'
    ' USING (tenant_id = current_setting(''brokerway.tenant'', TRUE))'
    ' WITH CHECK (tenant_id = current_setting(''brokerway.tenant'', TRUE))', target);
  -- By policy and not by BYPASSRLS, which only a superuser could give.
  EXECUTE format(
    'CREATE POLICY system_rows ON %s TO brokerway_system, CURRENT_USER'
    ' USING (TRUE) WITH CHECK (TRUE)', target);
END $$;

-- A table without tenant data: the gateway's own.
CREATE FUNCTION protect_system_table(target REGCLASS) RETURNS VOID
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO brokerway_system', target);
END $$;
