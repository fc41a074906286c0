-- The orders that a broker made for the parts of an order of several: its exits, its legs. A part
-- may be heard of before its own row is there, so it is known by the broker's id.
CREATE TABLE order_part (
  tenant_id TEXT NOT NULL,
  account_id UUID NOT NULL,
  broker_order_id TEXT NOT NULL,
  parent_id UUID NOT NULL,
  PRIMARY KEY (tenant_id, account_id, broker_order_id)
);
CREATE INDEX order_part_parent ON order_part (tenant_id, parent_id);

SELECT protect_tenant_table('order_part');
