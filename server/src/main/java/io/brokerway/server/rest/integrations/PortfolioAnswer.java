package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.portfolio.PositionView;
import io.brokerway.server.json.JsonDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The positions of an account. */
record PortfolioAnswer(
    boolean success,
    @JsonProperty("account_id") UUID accountId,
    @JsonProperty("brokerage_name") String brokerageName,
    List<PortfolioItem> portfolio,
    Instant timestamp) {

  /**
   * A position; what the brokerage does not tell is null.
   *
   * @param quantity negative for a short position
   */
  record PortfolioItem(
      String symbol,
      JsonDecimal quantity,
      @JsonProperty("average_price") @Nullable JsonDecimal averagePrice,
      @JsonProperty("current_price") @Nullable JsonDecimal currentPrice,
      @JsonProperty("market_value") @Nullable JsonDecimal marketValue,
      @JsonProperty("unrealized_pnl") @Nullable JsonDecimal unrealizedPnl,
      @JsonProperty("unrealized_pnl_percent") @Nullable JsonDecimal unrealizedPnlPercent,
      @JsonProperty("last_updated") @Nullable Instant lastUpdated) {

    static PortfolioItem of(PositionView view) {
      var position = view.position();
      return new PortfolioItem(
          position.instrument().symbol(),
          JsonDecimal.ofQuantity(position.quantity()),
          JsonDecimal.money(position.averagePrice()),
          JsonDecimal.money(position.currentPrice()),
          JsonDecimal.money(position.marketValue()),
          JsonDecimal.money(position.unrealizedProfit()),
          JsonDecimal.percent(view.unrealizedProfitPercent()),
          Moments.orNull(view.freshness().asOf()));
    }
  }
}
