-- One row per sync of an account. The newest carries how good and how old each figure is, so that a
-- sync that finds nothing new writes this row and nothing else.
CREATE SEQUENCE sync_run_number;
CREATE TABLE sync_run (
  tenant_id             TEXT        NOT NULL,
  account_id            UUID        NOT NULL,
  -- Orders the runs: a wall clock may jump back.
  run_number            BIGINT      NOT NULL DEFAULT nextval('sync_run_number'),
  run_id                UUID        NOT NULL,
  connection_id         UUID        NOT NULL,
  outcome               TEXT        NOT NULL CHECK (outcome IN ('OK', 'PARTIAL', 'FAILED')),
  problem               TEXT        NOT NULL,
  -- When it started.
  recorded_at           TIMESTAMPTZ NOT NULL,
  finished_at           TIMESTAMPTZ NOT NULL,
  -- The last good read of each figure as of this run: when it ended (our clock), the span in which
  -- the broker may have taken it (the broker's clock), and why this run brought no newer one.
  balance_at            TIMESTAMPTZ,
  balance_from          TIMESTAMPTZ,
  balance_until         TIMESTAMPTZ,
  balance_problem       TEXT        NOT NULL,
  positions_at          TIMESTAMPTZ,
  positions_from        TIMESTAMPTZ,
  positions_until       TIMESTAMPTZ,
  positions_problem     TEXT        NOT NULL,
  transactions_at       TIMESTAMPTZ,
  transactions_problem  TEXT        NOT NULL,
  position_count        INTEGER     NOT NULL,
  positions_changed     INTEGER     NOT NULL,
  transactions_added    INTEGER     NOT NULL,
  PRIMARY KEY (tenant_id, account_id, run_number, recorded_at)
) PARTITION BY RANGE (recorded_at);
SELECT protect_tenant_table('sync_run');
CREATE TABLE sync_run_default PARTITION OF sync_run DEFAULT;
GRANT USAGE ON SEQUENCE sync_run_number TO brokerway_app, brokerway_system;

-- Makes the partitions of this month and the next two.
CREATE FUNCTION maintain_sync_partitions(moment TIMESTAMPTZ) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = brokerway, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  start TIMESTAMPTZ;
BEGIN
  -- One node at a time.
  PERFORM pg_advisory_xact_lock(hashtext('brokerway.maintain_partitions'));
  FOR m IN 0 .. 2 LOOP
    start := date_trunc('month', moment) + make_interval(months => m);
    PERFORM add_partition('sync_run', start, start + INTERVAL '1 month',
                          'sync_run_' || to_char(start, 'YYYY_MM'));
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION maintain_sync_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION maintain_sync_partitions TO brokerway_system;
