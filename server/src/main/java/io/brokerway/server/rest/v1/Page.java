package io.brokerway.server.rest.v1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.brokerway.server.rest.WrittenOnce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextPageToken send it as {@code pageToken} for the next page; null on the last
 * @param written its JSON, once it was answered
 */
record Page<T>(List<T> items, @Nullable String nextPageToken, @JsonIgnore WrittenOnce written)
    implements WrittenOnce.Answer {
  Page {
    items = List.copyOf(items);
  }

  Page(List<T> items, @Nullable String nextPageToken) {
    this(items, nextPageToken, new WrittenOnce());
  }

  static <T> Page<T> only(List<T> items) {
    return new Page<>(items, null);
  }
}
