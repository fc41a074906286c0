-- The order ids that the account had at its broker before an attempt was sent, where the broker
-- knows its orders by no id of ours: what is new after the send can only be ours.
ALTER TABLE order_attempt ADD COLUMN known_before TEXT[];
