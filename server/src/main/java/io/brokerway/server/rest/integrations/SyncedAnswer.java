package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.portfolio.SyncRunView;
import java.time.Instant;

/**
 * What a sync brought.
 *
 * @param portfolioCount positions held after it
 * @param transactionsCount transactions that it added
 */
record SyncedAnswer(
    boolean success,
    String message,
    @JsonProperty("portfolio_count") int portfolioCount,
    @JsonProperty("transactions_count") int transactionsCount,
    Instant timestamp) {

  static SyncedAnswer of(SyncRunView run, Instant now) {
    var message =
        run.outcome() == SyncRunView.Outcome.OK
            ? "Account synced successfully"
            : "Account synced in part: " + run.problem();
    return new SyncedAnswer(true, message, run.positionCount(), run.transactionsAdded(), now);
  }
}
