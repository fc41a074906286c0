-- What the orders of an account bind, and what its broker last said it may spend.
CREATE TABLE account_exposure (
  tenant_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  buying_power NUMERIC,
  non_marginable NUMERIC,
  balance_read_at TIMESTAMPTZ,
  reserved_cash NUMERIC NOT NULL CHECK (reserved_cash >= 0),
  open_orders INTEGER NOT NULL CHECK (open_orders >= 0),
  lane_sequence BIGINT NOT NULL,
  rate_second BIGINT NOT NULL,
  in_second INTEGER NOT NULL,
  rate_minute BIGINT NOT NULL,
  in_minute INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, account_id)
) WITH (fillfactor = 50);

-- What open sells bind of a holding.
CREATE TABLE position_exposure (
  tenant_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  instrument_key TEXT NOT NULL,
  reserved_quantity NUMERIC NOT NULL,
  PRIMARY KEY (tenant_id, account_id, instrument_key)
) WITH (fillfactor = 50);

-- A row stands while its switch is pressed. The global one belongs to the tenant 'system'.
CREATE TABLE kill_switch (
  tenant_id TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('GLOBAL', 'TENANT', 'USER', 'CONNECTION')),
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  pressed_by TEXT NOT NULL,
  pressed_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, scope, subject)
);

SELECT protect_tenant_table('account_exposure');
SELECT protect_tenant_table('position_exposure');
SELECT protect_tenant_table('kill_switch');
