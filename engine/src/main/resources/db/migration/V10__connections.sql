-- Logins of users at brokers. Secrets are in the vault; here is what needs none.
CREATE TABLE connection (
  tenant_id          TEXT        NOT NULL,
  connection_id      UUID        NOT NULL,
  user_id            TEXT        NOT NULL,
  broker_id          TEXT        NOT NULL,
  environment        TEXT        NOT NULL CHECK (environment IN ('LIVE', 'PAPER')),
  login_option       TEXT        NOT NULL,
  state              TEXT        NOT NULL
    CHECK (state IN ('PENDING', 'CONNECTED', 'DEGRADED', 'NEEDS_LOGIN', 'DISCONNECTED')),
  reason             TEXT        NOT NULL,
  since              TIMESTAMPTZ NOT NULL,
  created_at         TIMESTAMPTZ NOT NULL,
  -- Counts every change of the credentials: who renews compares it.
  credential_version BIGINT      NOT NULL,
  secret_names       TEXT[]      NOT NULL,
  facts              JSONB       NOT NULL,
  access_until       TIMESTAMPTZ,
  idle_until         TIMESTAMPTZ,
  login_until        TIMESTAMPTZ,
  renewal            TEXT        NOT NULL CHECK (renewal IN ('NONE', 'SILENT', 'NEEDS_INPUT')),
  -- The process that renews now, by database time; a dead one's claim runs out.
  renewing_by        UUID,
  renewing_until     TIMESTAMPTZ,
  PRIMARY KEY (tenant_id, connection_id)
);
CREATE UNIQUE INDEX connection_by_id ON connection (connection_id);
CREATE INDEX connection_by_user ON connection (tenant_id, user_id, created_at);
SELECT protect_tenant_table('connection');

-- A login that waits for its user; what it must not show is in the vault under the draft's id.
CREATE TABLE login_draft (
  tenant_id     TEXT        NOT NULL,
  draft_id      UUID        NOT NULL,
  connection_id UUID        NOT NULL,
  user_id       TEXT        NOT NULL,
  broker_id     TEXT        NOT NULL,
  environment   TEXT        NOT NULL,
  login_option  TEXT        NOT NULL,
  redirect_uri  TEXT,
  -- HMAC of the one-time state token; the token itself is never stored in the clear.
  state_mac     BYTEA,
  secret_names  TEXT[]      NOT NULL,
  valid_until   TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, draft_id),
  UNIQUE (tenant_id, connection_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES connection (tenant_id, connection_id)
);
CREATE UNIQUE INDEX login_draft_by_state ON login_draft (state_mac) WHERE state_mac IS NOT NULL;
SELECT protect_tenant_table('login_draft');
