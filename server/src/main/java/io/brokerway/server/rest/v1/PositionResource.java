package io.brokerway.server.rest.v1;

import io.brokerway.engine.portfolio.PositionView;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds of one instrument.
 *
 * @param lot the broker's id of this part of the holding; empty where all is one
 * @param quantity negative for a short position
 * @param available what can be sold now; null if the broker does not say
 */
record PositionResource(
    UUID accountId,
    InstrumentResource instrument,
    String lot,
    BigDecimal quantity,
    @Nullable BigDecimal available,
    @Nullable BigDecimal averagePrice,
    @Nullable BigDecimal costBasis,
    @Nullable BigDecimal currentPrice,
    @Nullable BigDecimal marketValue,
    @Nullable BigDecimal unrealizedProfit,
    @Nullable BigDecimal unrealizedProfitPercent,
    @Nullable BigDecimal previousClose,
    FreshnessResource freshness) {

  static PositionResource of(PositionView view) {
    var position = view.position();
    return new PositionResource(
        view.account(),
        InstrumentResource.of(position.instrument()),
        position.lot(),
        position.quantity(),
        position.available(),
        position.averagePrice(),
        position.costBasis(),
        position.currentPrice(),
        position.marketValue(),
        position.unrealizedProfit(),
        view.unrealizedProfitPercent(),
        position.previousClose(),
        FreshnessResource.of(view.freshness()));
  }
}
