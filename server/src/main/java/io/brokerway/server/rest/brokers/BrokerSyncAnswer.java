package io.brokerway.server.rest.brokers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.engine.portfolio.SyncReport;
import io.brokerway.engine.portfolio.SyncRunView;
import io.brokerway.server.rest.ConnectionStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection after a sync.
 *
 * @param positionsCount held in all its accounts
 * @param transactionsCount that the sync added
 * @param accounts one for each account
 */
record BrokerSyncAnswer(
    UUID id,
    @JsonProperty("broker_type") String brokerType,
    @JsonProperty("is_active") boolean isActive,
    @JsonProperty("last_sync") @Nullable Instant lastSync,
    @JsonProperty("created_at") Instant createdAt,
    ConnectionStatus status,
    @JsonProperty("last_error") @Nullable String lastError,
    @JsonProperty("positions_count") int positionsCount,
    @JsonProperty("transactions_count") int transactionsCount,
    List<BrokerSyncRun> accounts) {

  /** The sync of one account; {@code problem} is null if nothing failed. */
  record BrokerSyncRun(
      @JsonProperty("account_id") UUID accountId,
      SyncRunView.Outcome outcome,
      @Nullable String problem,
      @JsonProperty("synced_at") Instant syncedAt) {
    static BrokerSyncRun of(SyncRunView run) {
      return new BrokerSyncRun(
          run.account(),
          run.outcome(),
          run.problem().isEmpty() ? null : run.problem(),
          run.finishedAt());
    }
  }

  static BrokerSyncAnswer of(
      ConnectionView connection, @Nullable Instant lastSync, SyncReport report) {
    var shown = BrokerConnectionAnswer.of(connection, lastSync);
    return new BrokerSyncAnswer(
        shown.id(),
        shown.brokerType(),
        shown.isActive(),
        shown.lastSync(),
        shown.createdAt(),
        shown.status(),
        shown.lastError(),
        report.runs().stream().mapToInt(SyncRunView::positionCount).sum(),
        report.runs().stream().mapToInt(SyncRunView::transactionsAdded).sum(),
        report.runs().stream().map(BrokerSyncRun::of).toList());
  }
}
