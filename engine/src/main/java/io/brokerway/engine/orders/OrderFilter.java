package io.brokerway.engine.orders;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's orders to list, the newest first.
 *
 * @param account only those of one account; absent for all
 * @param openOnly only those that are not final
 * @param limit 1 to 500
 * @param pageToken the token of the page before; absent for the first page
 */
public record OrderFilter(
    @Nullable UUID account, boolean openOnly, int limit, @Nullable String pageToken) {
  public static final int MAX_LIMIT = 500;

  public OrderFilter {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be 1 to %d, not %d".formatted(MAX_LIMIT, limit));
    }
  }
}
