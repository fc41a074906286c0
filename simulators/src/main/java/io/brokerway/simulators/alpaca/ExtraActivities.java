package io.brokerway.simulators.alpaca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Activities that the venue knows nothing of, such as corrections by hand. Thread-safe. */
final class ExtraActivities {
  private final Map<String, List<ActivityApi.Row>> byAccount = new HashMap<>();

  synchronized void add(String account, ActivityApi.Row row) {
    byAccount.computeIfAbsent(account, id -> new ArrayList<>()).add(row);
  }

  synchronized List<ActivityApi.Row> of(String account) {
    return List.copyOf(byAccount.getOrDefault(account, List.of()));
  }
}
