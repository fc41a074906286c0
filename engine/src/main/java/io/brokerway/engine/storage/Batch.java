package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes that share one transaction, and what the kinds answered. */
final class Batch {
  private final List<PendingWrite<?, ?>> writes;
  private final List<Runnable> answers = new ArrayList<>();

  Batch(List<PendingWrite<?, ?>> writes) {
    this.writes = writes;
  }

  /** Applies the writes: kind by kind in the order of their first writes. */
  void apply(Tx tx) throws SQLException {
    var byKind = new LinkedHashMap<WriteKind<?, ?>, List<PendingWrite<?, ?>>>();
    for (var write : writes) {
      byKind.computeIfAbsent(write.kind(), any -> new ArrayList<>()).add(write);
    }
    for (Map.Entry<WriteKind<?, ?>, List<PendingWrite<?, ?>>> group : byKind.entrySet()) {
      applyKind(tx, group.getKey(), group.getValue());
    }
  }

  /** Answers all waiters with their results: only after the commit. */
  void answer() {
    answers.forEach(Runnable::run);
  }

  // The writes of a kind have its types: PendingWrite was made with both.
  @SuppressWarnings("unchecked")
  private <W, R> void applyKind(Tx tx, WriteKind<W, R> kind, List<PendingWrite<?, ?>> pending)
      throws SQLException {
    var ofKind = new ArrayList<W>(pending.size());
    for (var each : pending) {
      ofKind.add((W) each.write());
    }
    var results = kind.apply(tx, ofKind);
    if (results.size() != ofKind.size()) {
      throw new IllegalStateException(
          "kind %s answered %d writes with %d results"
              .formatted(kind.name(), ofKind.size(), results.size()));
    }
    for (var i = 0; i < pending.size(); i++) {
      @Nullable Object result = results.get(i);
      var waiter = pending.get(i);
      answers.add(() -> waiter.succeed(result));
    }
  }
}
