CREATE TABLE orders (
  tenant_id TEXT NOT NULL,
  id UUID NOT NULL,
  user_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  origin TEXT NOT NULL,
  instrument_key TEXT,
  instrument TEXT,
  order_class TEXT NOT NULL,
  side TEXT NOT NULL,
  effect TEXT NOT NULL,
  quantity NUMERIC,
  notional NUMERIC,
  notional_currency TEXT,
  order_type TEXT NOT NULL,
  time_in_force TEXT NOT NULL,
  session TEXT NOT NULL,
  limit_price NUMERIC,
  stop_price NUMERIC,
  trail_value NUMERIC,
  trail_unit TEXT,
  limit_offset NUMERIC,
  good_until TIMESTAMPTZ,
  -- Legs, exits and what only some orders have, as JSON; null for most.
  details TEXT,
  client_order_id TEXT NOT NULL,
  idempotency_key TEXT,
  max_age_ms BIGINT NOT NULL,
  refusals TEXT,
  base TEXT NOT NULL,
  open BOOLEAN NOT NULL,
  booked NUMERIC NOT NULL,
  booked_value NUMERIC NOT NULL,
  reported NUMERIC NOT NULL,
  reported_average NUMERIC,
  broker_order_id TEXT,
  pending_cancels INTEGER NOT NULL,
  pending_replaces INTEGER NOT NULL,
  overfill BOOLEAN NOT NULL,
  late_arrival BOOLEAN NOT NULL,
  acknowledged_at TIMESTAMPTZ,
  reserved_cash NUMERIC NOT NULL,
  reserve_until TIMESTAMPTZ,
  sequence BIGINT NOT NULL,
  reason TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 70);
CREATE INDEX orders_of_user ON orders (tenant_id, user_id, id);
CREATE INDEX orders_open ON orders (account_id) WHERE open;
CREATE INDEX orders_reserving ON orders (account_id) WHERE reserve_until IS NOT NULL;

-- The key of a command is unique for ever: a late retry can never open a second order.
CREATE TABLE order_command (
  tenant_id TEXT NOT NULL,
  order_id UUID NOT NULL,
  number INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  kind TEXT NOT NULL,
  route TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint BYTEA NOT NULL,
  actor TEXT NOT NULL,
  state TEXT NOT NULL,
  client_order_id TEXT,
  change TEXT,
  extra_cash NUMERIC NOT NULL,
  attempts INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  not_before TIMESTAMPTZ,
  send_before TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  refusals TEXT,
  reason TEXT NOT NULL,
  partition INTEGER NOT NULL,
  lane_key UUID NOT NULL,
  lane_sequence BIGINT NOT NULL,
  -- The order as the first answer showed it, where the order itself does not tell any more.
  reply TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, order_id, number)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX order_command_key
  ON order_command (tenant_id, user_id, route, idempotency_key);
CREATE UNIQUE INDEX order_command_client_order_id
  ON order_command (account_id, client_order_id) WHERE client_order_id IS NOT NULL;
CREATE INDEX order_command_queued
  ON order_command (lane_sequence, partition) WHERE state = 'QUEUED';
CREATE INDEX order_command_unresolved
  ON order_command (account_id) WHERE state IN ('SENDING', 'UNKNOWN', 'ACCEPTED', 'NEEDS_DECISION');

-- Written before the first byte; without an end it is ambiguous, never failed.
CREATE TABLE order_attempt (
  tenant_id TEXT NOT NULL,
  order_id UUID NOT NULL,
  command INTEGER NOT NULL,
  number INTEGER NOT NULL,
  fence BIGINT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  outcome TEXT,
  detail TEXT,
  -- The adapter's own notes, durable before the next byte.
  state BYTEA,
  PRIMARY KEY (tenant_id, order_id, command, number)
) WITH (fillfactor = 70);

-- The broker order ids of an order; a replace can add one.
CREATE TABLE order_link (
  tenant_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  broker_order_id TEXT NOT NULL,
  order_id UUID NOT NULL,
  ordinal INTEGER NOT NULL,
  status TEXT,
  reported NUMERIC NOT NULL,
  reported_average NUMERIC,
  broker_time TIMESTAMPTZ,
  PRIMARY KEY (tenant_id, account_id, broker_order_id)
) WITH (fillfactor = 70);
CREATE INDEX order_link_order ON order_link (tenant_id, order_id);

-- The identity of a fill is unique in its account, whatever source it came from, without a window.
CREATE TABLE order_fill (
  tenant_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  identity TEXT NOT NULL,
  order_id UUID NOT NULL,
  ordinal INTEGER NOT NULL,
  broker_order_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  execution_id TEXT,
  reference_id TEXT,
  quantity NUMERIC NOT NULL,
  price NUMERIC NOT NULL,
  through NUMERIC,
  change NUMERIC NOT NULL,
  value NUMERIC NOT NULL,
  fee NUMERIC,
  fee_currency TEXT,
  executed_at TIMESTAMPTZ NOT NULL,
  source TEXT NOT NULL,
  synthesised BOOLEAN NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, account_id, identity)
);
CREATE INDEX order_fill_order ON order_fill (tenant_id, order_id);

SELECT protect_tenant_table('orders');
SELECT protect_tenant_table('order_command');
SELECT protect_tenant_table('order_attempt');
SELECT protect_tenant_table('order_link');
SELECT protect_tenant_table('order_fill');
