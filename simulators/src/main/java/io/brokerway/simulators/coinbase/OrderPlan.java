package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an order configuration asks for.
 *
 * @param variant its name, such as {@code limit_limit_gtc}
 * @param limitPrice for a bracket its profit
 * @param stopPrice for a bracket where its loss is taken
 * @param stopUp whether the stop waits for a price above the market
 */
record OrderPlan(
    String variant,
    Kind kind,
    TimeInForce timeInForce,
    @Nullable BigDecimal baseSize,
    @Nullable BigDecimal quoteSize,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    boolean stopUp,
    boolean postOnly,
    @Nullable Instant endTime) {

  /** What an order is. */
  enum Kind {
    MARKET(OrderType.MARKET, "MARKET", "Market"),
    LIMIT(OrderType.LIMIT, "LIMIT", "Limit"),
    STOP_LIMIT(OrderType.STOP_LIMIT, "STOP_LIMIT", "Stop Limit"),
    /** A profit and a loss of which the first to come ends the other. */
    BRACKET(OrderType.LIMIT, "BRACKET", "Bracket");

    private final OrderType type;
    private final String word;
    private final String title;

    Kind(OrderType type, String word, String title) {
      this.type = type;
      this.word = word;
      this.title = title;
    }

    OrderType type() {
      return type;
    }

    /** In REST replies. */
    String word() {
      return word;
    }

    /** In messages of the user channel. */
    String title() {
      return title;
    }
  }
}
