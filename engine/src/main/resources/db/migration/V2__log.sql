-- One row: the place of the newest entry. Its lock, held to commit, makes the order of positions
-- the order in which entries become visible.
CREATE TABLE log_head (
  only_row BOOLEAN NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (only_row),
  position BIGINT NOT NULL
) WITH (fillfactor = 10);
INSERT INTO log_head (position) VALUES (0);

-- The end of each tenant's hash chain.
CREATE TABLE audit_head (
  tenant_id TEXT NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  hash BYTEA NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE log (
  position BIGINT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  tenant_id TEXT NOT NULL,
  user_id TEXT,
  account_id UUID,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  actor TEXT NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (position, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE log_default PARTITION OF log DEFAULT;
CREATE INDEX log_by_tenant ON log (tenant_id, position);
CREATE INDEX log_by_subject ON log (tenant_id, subject, position);

SELECT guard_rows_by_tenant('log');
SELECT guard_rows_by_tenant('audit_head');
-- Read only: entries come by tail_append alone, and nothing changes or removes one.
GRANT SELECT ON log, audit_head TO brokerway_app, brokerway_system;
GRANT SELECT ON log_head TO brokerway_app, brokerway_system;

-- Ends every transaction that writes facts. Entries come sorted by tenant, so that heads are locked
-- in one order. hash = sha256(hash before || position as 8 bytes || content), where content is the
-- SHA-256 of the entry's canonical bytes (see EntryHash); the first hash before is 32 zero bytes.
CREATE FUNCTION tail_append(
  recorded TIMESTAMPTZ,
  tenants TEXT[],
  users TEXT[],
  accounts UUID[],
  types TEXT[],
  subjects TEXT[],
  sequences BIGINT[],
  actors TEXT[],
  versions INTEGER[],
  payloads TEXT[],
  contents BYTEA[],
  OUT first_position BIGINT,
  OUT last_hash BYTEA,
  OUT transaction_id TEXT
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = brokerway, pg_temp AS $$
DECLARE
  total CONSTANT INTEGER := cardinality(tenants);
  hashes BYTEA[] := '{}';
  chain BYTEA;
  tenant TEXT;
  start_of_tenant INTEGER;
BEGIN
  IF current_setting('role') = 'brokerway_app' AND EXISTS (
       SELECT 1 FROM unnest(tenants) AS t (name)
        WHERE name IS DISTINCT FROM current_setting('brokerway.tenant', TRUE)) THEN
    RAISE EXCEPTION 'an entry of another tenant' USING ERRCODE = 'insufficient_privilege';
  END IF;

  UPDATE log_head SET position = position + total RETURNING position - total + 1
    INTO first_position;

  FOR i IN 1 .. total LOOP
    IF tenant IS DISTINCT FROM tenants[i] THEN
      tenant := tenants[i];
      start_of_tenant := i;
      SELECT hash INTO chain FROM audit_head WHERE tenant_id = tenant FOR UPDATE;
      IF NOT FOUND THEN
        chain := decode(repeat('00', 32), 'hex');
      END IF;
    END IF;
    chain := sha256(chain || int8send(first_position + i - 1) || contents[i]);
    hashes[i] := chain;
    IF i = total OR tenants[i + 1] <> tenant THEN
      INSERT INTO audit_head AS h (tenant_id, position, entries, hash)
      VALUES (tenant, first_position + i - 1, i - start_of_tenant + 1, chain)
      ON CONFLICT (tenant_id) DO UPDATE
        SET position = excluded.position, entries = h.entries + excluded.entries,
            hash = excluded.hash;
    END IF;
  END LOOP;

  INSERT INTO log (position, recorded_at, tenant_id, user_id, account_id, type, subject, sequence,
                   actor, version, payload, hash)
  SELECT first_position + e.ordinal - 1, recorded, e.tenant_id, e.user_id, e.account_id, e.type,
         e.subject, e.sequence, e.actor, e.version, e.payload, e.hash
    FROM unnest(tenants, users, accounts, types, subjects, sequences, actors, versions, payloads,
                hashes)
         WITH ORDINALITY AS e (tenant_id, user_id, account_id, type, subject, sequence, actor,
                               version, payload, hash, ordinal);

  last_hash := chain;
  transaction_id := pg_current_xact_id()::TEXT;
END $$;
REVOKE ALL ON FUNCTION tail_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tail_append TO brokerway_app, brokerway_system;
