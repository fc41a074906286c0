-- What a broker last said of an instrument: an order is judged by it when the broker does not answer.
CREATE TABLE listing (
  tenant_id TEXT NOT NULL,
  connection_id UUID NOT NULL,
  instrument_key TEXT NOT NULL,
  instrument TEXT NOT NULL,
  name TEXT NOT NULL,
  tradable BOOLEAN NOT NULL,
  fractionable BOOLEAN NOT NULL,
  shortable BOOLEAN,
  min_order_quantity NUMERIC,
  quantity_increment NUMERIC,
  price_increment NUMERIC,
  identifier_schemes TEXT[] NOT NULL,
  identifier_values TEXT[] NOT NULL,
  read_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (tenant_id, connection_id, instrument_key)
);
SELECT protect_tenant_table('listing');
