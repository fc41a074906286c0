package io.brokerway.brokers.etrade;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which order a transaction came from: a fact that never changes and costs a call to ask for. Keeps
 * the latest. Thread-safe.
 */
final class EtradeOrderNumbers {
  private static final int MOST = 100_000;

  private final Map<String, String> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<String> find(String account, String transactionId) {
    return Optional.ofNullable(known.get(account + " " + transactionId));
  }

  synchronized void put(String account, String transactionId, String orderId) {
    known.put(account + " " + transactionId, orderId);
  }
}
