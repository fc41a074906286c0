-- Which version of the install's key wrapped the row; unknown for rows that an earlier Brokerway
-- wrote: a rotation moves those too.
ALTER TABLE vault_key ADD COLUMN wrapped_by INTEGER;
ALTER TABLE vault_install ADD COLUMN wrapped_by INTEGER;

CREATE TABLE vault_rotation (
  rotation_id UUID NOT NULL PRIMARY KEY,
  to_version INTEGER NOT NULL,
  depth TEXT NOT NULL CHECK (depth IN ('INSTALL_KEY', 'ALL_KEYS')),
  actor TEXT NOT NULL,
  begun_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);
SELECT protect_system_table('vault_rotation');
CREATE UNIQUE INDEX vault_rotation_unfinished ON vault_rotation ((TRUE)) WHERE ended_at IS NULL;
