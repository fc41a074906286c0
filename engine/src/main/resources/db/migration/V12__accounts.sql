-- Accounts at brokers; the full number is in the vault under the account's id.
CREATE TABLE account (
  tenant_id           TEXT        NOT NULL,
  account_id          UUID        NOT NULL,
  user_id             TEXT        NOT NULL,
  connection_id       UUID        NOT NULL,
  broker_key          TEXT        NOT NULL,
  number_end          TEXT        NOT NULL,
  name                TEXT        NOT NULL,
  type                TEXT,
  environment         TEXT        NOT NULL CHECK (environment IN ('LIVE', 'PAPER')),
  currency            TEXT        NOT NULL,
  status              TEXT        NOT NULL,
  restriction         TEXT        NOT NULL,
  -- The newest transaction known when all were read last; absent until they were.
  transactions_cursor TIMESTAMPTZ,
  created_at          TIMESTAMPTZ NOT NULL,
  removed_at          TIMESTAMPTZ,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES connection (tenant_id, connection_id)
);
CREATE UNIQUE INDEX account_by_id ON account (account_id);
CREATE UNIQUE INDEX account_by_key ON account (tenant_id, connection_id, broker_key)
  WHERE removed_at IS NULL;
CREATE INDEX account_by_user ON account (tenant_id, user_id, created_at);
SELECT protect_tenant_table('account');

-- The broker's last good balance of an account, as it was read.
CREATE TABLE balance (
  tenant_id                   TEXT        NOT NULL,
  account_id                  UUID        NOT NULL,
  currency                    TEXT        NOT NULL,
  cash                        NUMERIC,
  settled_cash                NUMERIC,
  withdrawable_cash           NUMERIC,
  total_value                 NUMERIC,
  long_market_value           NUMERIC,
  short_market_value          NUMERIC,
  buying_power                NUMERIC,
  non_marginable_buying_power NUMERIC,
  options_buying_power        NUMERIC,
  intraday_buying_power       NUMERIC,
  margin_initial              NUMERIC,
  margin_maintenance          NUMERIC,
  margin_excess               NUMERIC,
  margin_loan                 NUMERIC,
  margin_multiplier           NUMERIC,
  margin_call                 NUMERIC,
  day_trade_count             INTEGER,
  by_currency                 JSONB       NOT NULL,
  further                     JSONB       NOT NULL,
  changed_at                  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
SELECT protect_tenant_table('balance');

-- The broker's last good positions of an account, as they were read.
CREATE TABLE position (
  tenant_id         TEXT        NOT NULL,
  account_id        UUID        NOT NULL,
  instrument_key    TEXT        NOT NULL,
  lot               TEXT        NOT NULL,
  instrument        JSONB       NOT NULL,
  quantity          NUMERIC     NOT NULL,
  available         NUMERIC,
  average_price     NUMERIC,
  cost_basis        NUMERIC,
  current_price     NUMERIC,
  market_value      NUMERIC,
  unrealized_profit NUMERIC,
  previous_close    NUMERIC,
  changed_at        TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, account_id, instrument_key, lot),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
SELECT protect_tenant_table('position');

-- Our fills that the broker's last snapshot may lack. Without a foreign key to the account, so that
-- booking a fill never waits for a sync.
CREATE TABLE fill_since_snapshot (
  tenant_id       TEXT        NOT NULL,
  account_id      UUID        NOT NULL,
  fill_id         UUID        NOT NULL,
  kind            TEXT        NOT NULL CHECK (kind IN ('FILL', 'CORRECTION', 'BUST')),
  broker_order_id TEXT        NOT NULL,
  execution_id    TEXT,
  reference_id    TEXT,
  instrument      JSONB       NOT NULL,
  side            TEXT        NOT NULL,
  quantity        NUMERIC     NOT NULL,
  price           NUMERIC     NOT NULL,
  fee             NUMERIC,
  fee_currency    TEXT,
  executed_at     TIMESTAMPTZ NOT NULL,
  synthesised     BOOLEAN     NOT NULL,
  booked_at       TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, account_id, fill_id)
);
SELECT protect_tenant_table('fill_since_snapshot');

-- What brokers booked. The key is the broker's id, or a hash of the content with the number of its
-- occurrence: two equal trades are two rows, a second sync adds none.
CREATE TABLE transaction (
  tenant_id           TEXT        NOT NULL,
  account_id          UUID        NOT NULL,
  transaction_key     TEXT        NOT NULL,
  transaction_id      UUID        NOT NULL,
  content_hash        BYTEA       NOT NULL,
  broker_ref          TEXT,
  type                TEXT        NOT NULL,
  sub_type            TEXT        NOT NULL,
  symbol              TEXT,
  instrument          JSONB,
  quantity            NUMERIC,
  price               NUMERIC,
  amount              NUMERIC,
  amount_currency     TEXT,
  fee                 NUMERIC,
  fee_currency        TEXT,
  broker_order_id     TEXT,
  cumulative_quantity NUMERIC,
  occurred_at         TIMESTAMPTZ NOT NULL,
  date_only           BOOLEAN     NOT NULL,
  settlement_date     DATE,
  description         TEXT        NOT NULL,
  status              TEXT        NOT NULL,
  amends              TEXT,
  created_at          TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, account_id, transaction_key),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE UNIQUE INDEX transaction_by_time
  ON transaction (tenant_id, account_id, occurred_at, transaction_id);
SELECT protect_tenant_table('transaction');

-- Differences between the broker's figure and the last one plus all that we know to have moved it.
CREATE TABLE correction (
  tenant_id     TEXT        NOT NULL,
  account_id    UUID        NOT NULL,
  correction_id UUID        NOT NULL,
  subject       TEXT        NOT NULL,
  expected      NUMERIC     NOT NULL,
  observed      NUMERIC     NOT NULL,
  state         TEXT        NOT NULL CHECK (state IN ('OPEN', 'EXPLAINED', 'ALARMED')),
  first_seen_at TIMESTAMPTZ NOT NULL,
  decided_at    TIMESTAMPTZ,
  PRIMARY KEY (tenant_id, account_id, correction_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE INDEX correction_open ON correction (tenant_id, account_id) WHERE state = 'OPEN';
SELECT protect_tenant_table('correction');
