-- Logins that a broker refused, or that are under way, for an hour. What names the account at the
-- broker is here as a keyed hash alone.
CREATE TABLE login_attempt (
  tenant_id  TEXT        NOT NULL,
  attempt_id UUID        NOT NULL,
  user_id    TEXT        NOT NULL,
  broker_id  TEXT        NOT NULL,
  login_mac  BYTEA       NOT NULL,
  begun_at   TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, attempt_id)
);
CREATE INDEX login_attempt_by_login ON login_attempt (tenant_id, login_mac, begun_at);
SELECT protect_tenant_table('login_attempt');

-- When a client last had an account synced, where that is allowed once in a while only.
CREATE TABLE requested_sync (
  tenant_id    TEXT        NOT NULL,
  account_id   UUID        NOT NULL,
  requested_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
SELECT protect_tenant_table('requested_sync');
