package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The trade streams of a login that reaches more than one account, as one. Thread-safe. */
final class AlpacaStreams implements BrokerStream {
  private final List<BrokerStream> streams;

  AlpacaStreams(List<BrokerStream> streams) {
    this.streams = List.copyOf(streams);
  }

  @Override
  public boolean isUp() {
    return streams.stream().allMatch(BrokerStream::isUp);
  }

  @Override
  public void close() {
    streams.forEach(BrokerStream::close);
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
