package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.http.EventStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The trade streams and activity events of all accounts of a login, as one. Thread-safe. */
final class AlpacaStreams implements BrokerStream {
  private final List<BrokerStream> trades;
  private final List<EventStream> events;

  AlpacaStreams(List<BrokerStream> trades, List<EventStream> events) {
    this.trades = List.copyOf(trades);
    this.events = List.copyOf(events);
  }

  /** Orders and fills count; the events only spare waiting for the next sync. */
  @Override
  public boolean isUp() {
    return trades.stream().allMatch(BrokerStream::isUp);
  }

  @Override
  public void close() {
    events.forEach(EventStream::close);
    trades.forEach(BrokerStream::close);
  }

  /** Lets the streams tell one after the other, as a listener is promised. */
  static Listener inTurn(Listener listener) {
    var turn = new ReentrantLock();
    return new Listener() {
      private void inTurn(Runnable tell) {
        turn.lock();
        try {
          tell.run();
        } finally {
          turn.unlock();
        }
      }

      @Override
      public void onOrder(OrderReport report) {
        inTurn(() -> listener.onOrder(report));
      }

      @Override
      public void onExecution(Execution execution) {
        inTurn(() -> listener.onExecution(execution));
      }

      @Override
      public void onAccountChanged(AccountKey account) {
        inTurn(() -> listener.onAccountChanged(account));
      }

      @Override
      public void onQuote(Quote quote) {
        inTurn(() -> listener.onQuote(quote));
      }

      @Override
      public void onGap(Instant since) {
        inTurn(() -> listener.onGap(since));
      }

      @Override
      public void onDown(String why) {
        inTurn(() -> listener.onDown(why));
      }

      @Override
      public void onLoginNeeded(String why) {
        inTurn(() -> listener.onLoginNeeded(why));
      }
    };
  }
}
