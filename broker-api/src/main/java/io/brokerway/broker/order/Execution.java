package io.brokerway.broker.order;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fill, or what the broker later says of it. FIX ExecutionReport(8) of ExecType(150) F, G, H.
 *
 * @param kind whether it is a fill, a correction or a bust of an earlier one
 * @param executionId the broker's id of this report, FIX ExecID(17); absent where the broker has
 *     none, then {@code cumulativeQuantity} is present
 * @param referenceId the execution that a correction or bust speaks of, FIX ExecRefID(19); absent
 *     for a fill
 * @param quantity of this fill, FIX LastQty(32); for a correction the corrected one
 * @param price of this fill, FIX LastPx(31); for a correction the corrected one
 * @param cumulativeQuantity of this very {@code brokerOrderId} after this fill, FIX CumQty(14),
 *     without what its predecessors in a replace chain filled; absent if not told
 * @param fee absent if the broker tells fees elsewhere
 * @param executedAt on the broker's clock
 * @param source where it was seen, such as {@code stream} or {@code activities}
 * @param synthesised whether it was derived from a change of an order's cumulative quantity
 */
public record Execution(
    Kind kind,
    AccountKey account,
    String brokerOrderId,
    @Nullable String executionId,
    @Nullable String referenceId,
    Instrument instrument,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    @Nullable BigDecimal cumulativeQuantity,
    @Nullable Money fee,
    Instant executedAt,
    String source,
    boolean synthesised) {

  /** FIX ExecType(150). */
  public enum Kind {
    FILL,
    CORRECTION,
    BUST
  }

  public Execution {
    if (executionId == null && cumulativeQuantity == null) {
      throw new IllegalArgumentException("an execution has an executionId or a cumulativeQuantity");
    }
  }
}
