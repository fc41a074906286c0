package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import java.time.Instant;
import java.util.List;

/** What one sync read of one account. */
record AccountReading(
    Instant startedAt,
    Part<Balance> balance,
    Part<List<Position>> positions,
    Part<Transactions> transactions) {

  /**
   * Transactions of all pages.
   *
   * @param complete whether the broker gave all that it should have
   */
  record Transactions(List<Transaction> list, boolean complete) {}

  static AccountReading failed(Instant startedAt, String problem) {
    return new AccountReading(
        startedAt,
        new Part.Failed<>(problem),
        new Part.Failed<>(problem),
        new Part.Failed<>(problem));
  }
}
