-- Calls to brokers: kept 30 days, their digest for ever in the tenant's chain.
CREATE TABLE broker_call (
  tenant_id TEXT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  call_id UUID NOT NULL,
  broker TEXT NOT NULL,
  connection TEXT NOT NULL,
  operation TEXT NOT NULL,
  changes_state BOOLEAN NOT NULL,
  target TEXT NOT NULL,
  status INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  request_id TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  took_micros BIGINT NOT NULL,
  bytes_sent BIGINT NOT NULL,
  bytes_received BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, recorded_at, call_id)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE broker_call_default PARTITION OF broker_call DEFAULT;
SELECT guard_rows_by_tenant('broker_call');
GRANT SELECT ON broker_call TO brokerway_app;
GRANT SELECT, INSERT ON broker_call TO brokerway_system;

-- The hours whose digest is in the chain.
CREATE TABLE broker_call_digest (
  tenant_id TEXT NOT NULL,
  hour TIMESTAMPTZ NOT NULL,
  calls BIGINT NOT NULL,
  sha256 BYTEA NOT NULL,
  PRIMARY KEY (tenant_id, hour)
);
SELECT protect_tenant_table('broker_call_digest');

-- Adds a partition; rows that were kept in the default one meanwhile move into it.
CREATE FUNCTION add_partition(parent TEXT, first TIMESTAMPTZ, past TIMESTAMPTZ, name TEXT)
RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass('brokerway.' || name) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, parent);
  EXECUTE format(
    'WITH moved AS (DELETE FROM %I WHERE recorded_at >= $1 AND recorded_at < $2 RETURNING *)'
    ' INSERT INTO %I SELECT * FROM moved', parent || '_default', name) USING first, past;
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                 parent, name, first, past);
END $$;

-- Makes the partitions of the coming days and months, drops calls older than 30 days.
CREATE FUNCTION maintain_partitions(moment TIMESTAMPTZ) RETURNS VOID
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
    PERFORM add_partition('log', start, start + INTERVAL '1 month',
                          'log_' || to_char(start, 'YYYY_MM'));
  END LOOP;
  FOR d IN 0 .. 2 LOOP
    start := date_trunc('day', moment) + make_interval(days => d);
    PERFORM add_partition('broker_call', start, start + INTERVAL '1 day',
                          'broker_call_' || to_char(start, 'YYYY_MM_DD'));
  END LOOP;
  FOR old IN
    SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'broker_call'::REGCLASS
       AND c.relname ~ '^broker_call_\d{4}_\d\d_\d\d$'
       AND c.relname < 'broker_call_' || to_char(moment - INTERVAL '31 days', 'YYYY_MM_DD')
     ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE %I', old);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION add_partition, maintain_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION maintain_partitions TO brokerway_system;
