-- The install's own secret, wrapped by the key in the file: one row.
CREATE TABLE vault_install (
  only_row BOOLEAN NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (only_row),
  wrapped_secret BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
SELECT protect_system_table('vault_install');

-- One data key per connection, wrapped by the key in the file.
CREATE TABLE vault_key (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  connection_id UUID NOT NULL,
  key_id UUID NOT NULL,
  wrapped_key BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, user_id, connection_id)
);
SELECT protect_tenant_table('vault_key');

CREATE TABLE vault_secret (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  connection_id UUID NOT NULL,
  field TEXT NOT NULL,
  key_id UUID NOT NULL,
  ciphertext BYTEA NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, user_id, connection_id, field),
  FOREIGN KEY (tenant_id, user_id, connection_id) REFERENCES vault_key ON DELETE CASCADE
);
SELECT protect_tenant_table('vault_secret');
