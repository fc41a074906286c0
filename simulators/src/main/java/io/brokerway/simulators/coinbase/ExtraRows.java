package io.brokerway.simulators.coinbase;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rows of ledgers that no trade and no payment made, such as rewards. Thread-safe. */
final class ExtraRows {
  private final Map<String, List<LedgerRow>> byWallet = new ConcurrentHashMap<>();

  void add(String walletId, LedgerRow row) {
    byWallet.computeIfAbsent(walletId, _ -> new CopyOnWriteArrayList<>()).add(row);
  }

  List<LedgerRow> of(String walletId) {
    return byWallet.getOrDefault(walletId, List.of());
  }
}
