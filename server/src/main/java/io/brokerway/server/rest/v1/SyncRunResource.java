package io.brokerway.server.rest.v1;

import io.brokerway.engine.portfolio.SyncRunView;
import java.time.Instant;
import java.util.UUID;

/**
 * One sync of one account.
 *
 * @param problem what failed; empty if nothing did
 */
record SyncRunResource(
    UUID id,
    UUID accountId,
    UUID connectionId,
    SyncRunView.Outcome outcome,
    String problem,
    Instant startedAt,
    Instant finishedAt,
    int positionCount,
    int positionsChanged,
    int transactionsAdded) {

  static SyncRunResource of(SyncRunView run) {
    return new SyncRunResource(
        run.id(),
        run.account(),
        run.connection(),
        run.outcome(),
        run.problem(),
        run.startedAt(),
        run.finishedAt(),
        run.positionCount(),
        run.positionsChanged(),
        run.transactionsAdded());
  }
}
