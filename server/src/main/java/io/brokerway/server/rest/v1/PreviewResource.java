package io.brokerway.server.rest.v1;

import io.brokerway.engine.orders.Preview;
import io.brokerway.server.rest.Problem.Reason;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What placing an order would lead to now; nothing was stored.
 *
 * @param reasons every failed check; empty if it is allowed
 * @param referencePrice the price that the checks used; null if none was needed or known
 * @param estimatedCost what it would take of the buying power
 * @param buyingPower what is left before it; null if unknown
 */
record PreviewResource(
    boolean allowed,
    List<Reason> reasons,
    @Nullable BigDecimal referencePrice,
    BigDecimal estimatedCost,
    @Nullable BigDecimal buyingPower) {

  static PreviewResource of(Preview preview) {
    var verdict = preview.verdict();
    return new PreviewResource(
        verdict.isAllowed(),
        OrderResource.reasons(verdict.refusals()),
        preview.referencePrice(),
        preview.estimatedCost(),
        verdict.buyingPower());
  }
}
