package io.brokerway.engine.portfolio;

import java.time.Instant;
import java.util.UUID;

/**
 * One sync of one account.
 *
 * @param outcome {@code OK}, {@code PARTIAL} if some of the reads failed, {@code FAILED}
 * @param problem what failed; empty if nothing did
 * @param positionCount held after it
 * @param transactionsAdded by it
 */
public record SyncRunView(
    UUID id,
    UUID account,
    UUID connection,
    Outcome outcome,
    String problem,
    Instant startedAt,
    Instant finishedAt,
    int positionCount,
    int positionsChanged,
    int transactionsAdded) {

  /** What a sync came to. */
  public enum Outcome {
    OK,
    PARTIAL,
    FAILED
  }
}
