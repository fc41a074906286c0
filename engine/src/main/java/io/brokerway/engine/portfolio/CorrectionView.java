package io.brokerway.engine.portfolio;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A difference between the broker's figure and the last one plus all that we know to have moved it.
 *
 * @param subject an instrument's key, or {@code CASH:} with a currency
 * @param expected by our records
 * @param observed at the broker
 */
public record CorrectionView(
    UUID id,
    UUID account,
    String subject,
    BigDecimal expected,
    BigDecimal observed,
    BigDecimal difference,
    State state,
    Instant firstSeenAt) {

  /** What became of a difference. */
  public enum State {
    /** Seen once; the next sync decides. */
    OPEN,
    /** A late fill or transaction explained it. */
    EXPLAINED,
    /** Still unexplained after one more sync: alarmed. */
    ALARMED
  }
}
