-- Makes the partitions of this month and the next two, and drops months that are over a year old.
-- The newest run of an account is kept whatever its age: it says how good and how old each figure
-- of the account is.
CREATE OR REPLACE FUNCTION maintain_sync_partitions(moment TIMESTAMPTZ) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = brokerway, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  start TIMESTAMPTZ;
  old TEXT;
BEGIN
  -- One node at a time.
  PERFORM pg_advisory_xact_lock(hashtext('brokerway.maintain_partitions'));
  FOR m IN 0 .. 2 LOOP
    start := date_trunc('month', moment) + make_interval(months => m);
    PERFORM add_partition('sync_run', start, start + INTERVAL '1 month',
                          'sync_run_' || to_char(start, 'YYYY_MM'));
  END LOOP;
  FOR old IN
    SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'sync_run'::REGCLASS
       AND c.relname ~ '^sync_run_\d{4}_\d\d$'
       AND c.relname < 'sync_run_' || to_char(moment - INTERVAL '12 months', 'YYYY_MM')
     ORDER BY c.relname
  LOOP
    EXECUTE format('ALTER TABLE sync_run DETACH PARTITION %I', old);
    -- No partition covers its months any more: what is kept goes to the default one.
    EXECUTE format(
      'INSERT INTO sync_run SELECT DISTINCT ON (tenant_id, account_id) old.* FROM %I AS old'
      ' WHERE NOT EXISTS (SELECT 1 FROM sync_run AS newer'
      '                    WHERE newer.tenant_id = old.tenant_id'
      '                      AND newer.account_id = old.account_id'
      '                      AND newer.run_number > old.run_number)'
      ' ORDER BY tenant_id, account_id, run_number DESC', old);
    EXECUTE format('DROP TABLE %I', old);
  END LOOP;
  -- What was kept for an account that has a newer run by now.
  DELETE FROM sync_run_default AS old
   WHERE old.recorded_at < date_trunc('month', moment) - INTERVAL '12 months'
     AND EXISTS (SELECT 1 FROM sync_run AS newer
                  WHERE newer.tenant_id = old.tenant_id AND newer.account_id = old.account_id
                    AND newer.run_number > old.run_number);
END $$;
