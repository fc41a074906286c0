-- The ledger of a venue inside the gateway: append-only, positions from 1 without gaps.
CREATE TABLE venue_journal (
  journal  TEXT   NOT NULL,
  position BIGINT NOT NULL CHECK (position > 0),
  entry    BYTEA  NOT NULL,
  PRIMARY KEY (journal, position)
);
-- The gateway's own work alone appends, and takes back what it told its venue was not kept.
SELECT protect_system_table('venue_journal');
