-- To within some seconds: written now and then for all keys that were used.
ALTER TABLE api_key ADD COLUMN last_used_at TIMESTAMPTZ;
CREATE INDEX api_key_by_age ON api_key (tenant_id, created_at, key_id);
