package io.brokerway.conformance;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order command that the simulated broker truly took, from its own ledger and in our words. What
 * the ledger does not tell is absent and is not compared.
 *
 * @param brokerOrderId of the order made, changed into, or canceled, as the adapter packs it
 * @param parent the order that a leg hangs on; absent for all others
 * @param symbol in our spelling
 * @param quantity of this very broker order id, without what its predecessors filled
 */
public record TakenOrder(
    Kind kind,
    String brokerOrderId,
    @Nullable String clientOrderId,
    @Nullable String parent,
    @Nullable String symbol,
    @Nullable OrderClass orderClass,
    @Nullable Side side,
    @Nullable OrderType type,
    @Nullable TimeInForce timeInForce,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice) {

  /** What was taken. */
  public enum Kind {
    PLACE,
    REPLACE,
    CANCEL
  }

  /** A cancel, of which a ledger tells no more than the order. */
  public static TakenOrder cancel(String brokerOrderId) {
    return new TakenOrder(
        Kind.CANCEL,
        brokerOrderId,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  boolean isPlace() {
    return kind == Kind.PLACE && parent == null;
  }
}
