package io.brokerway.kit.stream;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** Lets several streams tell one after the other, as a listener is promised. Thread-safe. */
public final class InTurn {
  private InTurn() {}

  /** The same listener for several tellers: each waits for its turn. */
  public static BrokerStream.Listener of(BrokerStream.Listener listener) {
    var turn = new ReentrantLock();
    return new BrokerStream.Listener() {
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
