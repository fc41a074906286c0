package io.brokerway.broker.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of an account to read.
 *
 * @param since only those booked at or after this moment, the overlap that the broker's oddities
 *     need already taken off; absent for as far back as the broker goes
 * @param pageToken the token of the page before; absent for the first page
 */
public record TransactionQuery(@Nullable Instant since, @Nullable String pageToken) {
  public static TransactionQuery all() {
    return new TransactionQuery(null, null);
  }

  public TransactionQuery next(String token) {
    return new TransactionQuery(since, token);
  }
}
