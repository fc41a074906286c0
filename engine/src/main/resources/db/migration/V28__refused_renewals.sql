-- What a broker would not renew: no process asks for it again. Another version of the credentials
-- makes it void.
ALTER TABLE connection
  ADD COLUMN refused_version BIGINT,
  ADD COLUMN refused_why TEXT NOT NULL DEFAULT '',
  ADD COLUMN refused_code TEXT NOT NULL DEFAULT '';
