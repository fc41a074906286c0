package io.brokerway.server.rest.v1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextPageToken send it as {@code pageToken} for the next page; null on the last
 */
record Page<T>(List<T> items, @Nullable String nextPageToken) {
  Page {
    items = List.copyOf(items);
  }

  static <T> Page<T> only(List<T> items) {
    return new Page<>(items, null);
  }
}
