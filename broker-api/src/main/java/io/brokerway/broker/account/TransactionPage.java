package io.brokerway.broker.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an account's transactions.
 *
 * @param transactions oldest first where the broker can, else in its own order
 * @param nextPageToken opaque; absent on the last page
 */
public record TransactionPage(List<Transaction> transactions, @Nullable String nextPageToken) {
  public TransactionPage {
    transactions = List.copyOf(transactions);
  }
}
