package io.brokerway.engine.portfolio;

import java.util.List;

/** What one sync of a connection came to, account by account. */
public record SyncReport(List<SyncRunView> runs) {
  public SyncReport {
    runs = List.copyOf(runs);
  }

  /** Whether every read of every account succeeded. */
  public boolean isGood() {
    return !runs.isEmpty()
        && runs.stream().allMatch(run -> run.outcome() == SyncRunView.Outcome.OK);
  }
}
