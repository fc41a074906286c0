-- What stands beside the journal of a venue inside the gateway: all of it can be made again from
-- the journal.

-- States of a venue, each after the entry of its position.
CREATE TABLE venue_snapshot (
  journal  TEXT        NOT NULL,
  position BIGINT      NOT NULL CHECK (position > 0),
  state    BYTEA       NOT NULL,
  taken_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (journal, position)
);
SELECT protect_system_table('venue_snapshot');

-- Orders and transactions that will not change any more, so that no venue keeps them in memory.
CREATE TABLE venue_item (
  journal     TEXT        NOT NULL,
  shelf       TEXT        NOT NULL,
  owner       TEXT        NOT NULL,
  number      BIGINT      NOT NULL,
  key         TEXT        NOT NULL,
  alias       TEXT,
  happened_at TIMESTAMPTZ NOT NULL,
  item        BYTEA       NOT NULL,
  PRIMARY KEY (journal, shelf, owner, number)
);
CREATE UNIQUE INDEX venue_item_by_key ON venue_item (journal, shelf, key);
CREATE INDEX venue_item_by_alias ON venue_item (journal, shelf, owner, alias, number)
  WHERE alias IS NOT NULL;
CREATE INDEX venue_item_by_time ON venue_item (journal, shelf, owner, happened_at);
SELECT protect_system_table('venue_item');
