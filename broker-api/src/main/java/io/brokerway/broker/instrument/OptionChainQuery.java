package io.brokerway.broker.instrument;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which options of an underlying to list; absent bounds are open.
 *
 * @param underlying its symbol
 * @param expiresFrom inclusive
 * @param expiresTo inclusive
 * @param right absent for calls and puts
 * @param strikeFrom inclusive
 * @param strikeTo inclusive
 * @param limit how many at most, 1 to 1,000
 * @param pageToken the token of the page before; absent for the first page
 */
public record OptionChainQuery(
    String underlying,
    @Nullable LocalDate expiresFrom,
    @Nullable LocalDate expiresTo,
    @Nullable OptionRight right,
    @Nullable BigDecimal strikeFrom,
    @Nullable BigDecimal strikeTo,
    int limit,
    @Nullable String pageToken) {
  public static final int MAX_OPTIONS = 1_000;

  public OptionChainQuery {
    if (limit < 1 || limit > MAX_OPTIONS) {
      throw new IllegalArgumentException("limit must be 1 to %d".formatted(MAX_OPTIONS));
    }
  }
}
