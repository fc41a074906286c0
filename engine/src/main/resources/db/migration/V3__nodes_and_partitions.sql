CREATE TABLE node (
  node_id UUID NOT NULL PRIMARY KEY,
  started_at TIMESTAMPTZ NOT NULL,
  heartbeat_at TIMESTAMPTZ NOT NULL
);

-- A fence grows with every change of the owner and never falls.
CREATE TABLE partition_owner (
  partition INTEGER NOT NULL PRIMARY KEY CHECK (partition BETWEEN 0 AND 1023),
  node UUID,
  fence BIGINT NOT NULL,
  since TIMESTAMPTZ NOT NULL
) WITH (fillfactor = 50);
INSERT INTO partition_owner (partition, fence, since)
SELECT p, 0, now() FROM generate_series(0, 1023) AS p;

SELECT protect_system_table('node');
SELECT protect_system_table('partition_owner');
