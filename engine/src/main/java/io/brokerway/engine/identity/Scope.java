package io.brokerway.engine.identity;

/** What a key allows. */
public enum Scope {
  /** Reading accounts, orders, market data. */
  READ,
  /** Placing, changing and canceling orders; connecting brokers. */
  TRADE,
  /** Users, keys, settings, operations. */
  ADMIN
}
