package io.brokerway.server.rest.brokers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.portfolio.PositionView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A synced position; amounts and quantities are texts, what the broker does not tell is null.
 *
 * @param quantity negative for a short position
 * @param syncedAt when the figures held
 */
record BrokerPositionAnswer(
    @JsonProperty("account_id") UUID accountId,
    String symbol,
    BigDecimal quantity,
    @JsonProperty("avg_cost") @Nullable BigDecimal avgCost,
    @JsonProperty("current_price") @Nullable BigDecimal currentPrice,
    @JsonProperty("market_value") @Nullable BigDecimal marketValue,
    @JsonProperty("synced_at") @Nullable Instant syncedAt) {

  static BrokerPositionAnswer of(PositionView view) {
    var position = view.position();
    return new BrokerPositionAnswer(
        view.account(),
        position.instrument().symbol(),
        position.quantity(),
        position.averagePrice(),
        position.currentPrice(),
        position.marketValue(),
        view.freshness().asOf());
  }
}
