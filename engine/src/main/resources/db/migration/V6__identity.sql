CREATE TABLE tenant (
  tenant_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
SELECT protect_tenant_table('tenant');

CREATE TABLE app_user (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  user_id TEXT NOT NULL,
  external_id TEXT,
  username TEXT NOT NULL,
  email TEXT,
  full_name TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  CONSTRAINT app_user_username UNIQUE (tenant_id, username),
  CONSTRAINT app_user_external_id UNIQUE (tenant_id, external_id)
);
SELECT protect_tenant_table('app_user');

CREATE TABLE api_key (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  key_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('APPLICATION', 'USER')),
  user_id TEXT,
  scopes TEXT[] NOT NULL,
  name TEXT NOT NULL,
  mac BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ,
  PRIMARY KEY (tenant_id, key_id),
  CONSTRAINT api_key_id UNIQUE (key_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user,
  CHECK ((kind = 'USER') = (user_id IS NOT NULL))
);
SELECT protect_tenant_table('api_key');
