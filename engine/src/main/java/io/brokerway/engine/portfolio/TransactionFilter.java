package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.TransactionType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions to list.
 *
 * @param from at or after it; absent for all
 * @param to before it; absent for all
 * @param types empty for all
 * @param symbol our spelling; absent for all
 */
public record TransactionFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    Set<TransactionType> types,
    @Nullable String symbol) {
  public static final TransactionFilter ALL = new TransactionFilter(null, null, Set.of(), null);

  public TransactionFilter {
    types = Set.copyOf(types);
  }
}
