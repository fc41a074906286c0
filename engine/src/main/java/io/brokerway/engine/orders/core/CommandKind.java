package io.brokerway.engine.orders.core;

/** What a command asks of the broker. */
public enum CommandKind {
  PLACE,
  REPLACE,
  CANCEL
}
