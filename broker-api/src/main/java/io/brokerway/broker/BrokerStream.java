package io.brokerway.broker;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;
import java.util.Set;

/** An open stream of changes. Thread-safe. */
public interface BrokerStream extends AutoCloseable {

  /** Whether it is connected and was heard within its heartbeat. */
  boolean isUp();

  /** Replaces the set of instruments whose quotes are wanted. */
  default void watchQuotes(Set<Instrument> instruments) {
    throw new BrokerException.Unsupported("this broker streams no quotes");
  }

  @Override
  void close();

  /**
   * Who hears of changes. Called by one thread at a time, in the order in which the broker told; it
   * should return soon.
   */
  interface Listener {

    /** An order reached a state. */
    void onOrder(OrderReport report);

    /** A fill, a correction or a bust. */
    void onExecution(Execution execution);

    /** Something of an account changed that the stream does not spell out: read it again. */
    void onAccountChanged(AccountKey account);

    void onQuote(Quote quote);

    /**
     * The stream is connected, but what happened since a moment was missed: read orders and
     * executions from then on.
     */
    void onGap(Instant since);

    /** The connection was lost; it is being made again. */
    void onDown(String why);

    /** The broker refuses the login: no further try is made. */
    void onLoginNeeded(String why);
  }
}
