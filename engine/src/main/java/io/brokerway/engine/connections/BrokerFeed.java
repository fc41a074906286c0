package io.brokerway.engine.connections;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;

/**
 * Hears what the streams of all connections tell. Calls for one connection come one at a time, in
 * the broker's order. If a listener throws, the event is logged and {@link #onGap} follows until it
 * is taken, so that nothing is lost by a database that was away for a moment.
 */
public interface BrokerFeed {

  default void onOrder(ConnectionRef connection, OrderReport report) {}

  default void onExecution(ConnectionRef connection, Execution execution) {}

  default void onAccountChanged(ConnectionRef connection, AccountKey account) {}

  default void onQuote(ConnectionRef connection, Quote quote) {}

  /** What happened since a moment may have been missed: read orders and executions from then on. */
  default void onGap(ConnectionRef connection, Instant since) {}

  default void onStreamDown(ConnectionRef connection, String why) {}

  /** The connection reached another state; already committed. */
  default void onState(ConnectionRef connection, ConnectionState from, ConnectionState to) {}
}
