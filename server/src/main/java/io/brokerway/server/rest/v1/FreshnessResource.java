package io.brokerway.server.rest.v1;

import io.brokerway.engine.portfolio.FigureStatus;
import io.brokerway.engine.portfolio.Freshness;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old a figure is and where it comes from.
 *
 * @param asOf when it held; null if it was never read
 * @param problem why it is not fresh; empty if it is
 */
record FreshnessResource(
    @Nullable Instant asOf, String source, FigureStatus status, String problem) {
  static FreshnessResource of(Freshness freshness) {
    return new FreshnessResource(
        freshness.asOf(), freshness.source(), freshness.status(), freshness.problem());
  }
}
