package io.brokerway.engine.risk;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What an order may cost, for the reservation of buying power. Pure. */
public final class Cost {
  private static final int DECIMALS = 8;
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private Cost() {}

  /**
   * Whether the order takes buying power: a buy, a sell of what is not held, or a combination,
   * whose legs say what is bought and sold.
   */
  public static boolean takesBuyingPower(NewOrder order) {
    return order.side() != Side.SELL
        || order.effect() == PositionEffect.OPEN
        || order.orderClass() == OrderClass.MULTI_LEG;
  }

  /** Whether the order sells what must be held. */
  public static boolean sellsHolding(NewOrder order) {
    return order.side() == Side.SELL
        && order.effect() != PositionEffect.OPEN
        && order.instrument() != null;
  }

  /**
   * The most that the order can take of the buying power, rounded up; zero where it takes none,
   * absent if no price is known.
   */
  public static @Nullable BigDecimal of(
      NewOrder order, @Nullable BigDecimal reference, RiskLimits limits) {
    if (!takesBuyingPower(order) || order.orderClass() == OrderClass.OCO) {
      return BigDecimal.ZERO;
    }
    return switch (order.quantity()) {
      case OrderQuantity.Notional notional -> notional.amount().amount();
      case OrderQuantity.Units units -> {
        var price = priceOf(order, reference);
        if (price == null) {
          yield null;
        }
        var worst = hasWorstPrice(order) ? price : withMargin(price, limits);
        yield order.orderClass() == OrderClass.MULTI_LEG
            ? combination(order, units.units(), worst)
            : value(order, units.units(), worst);
      }
    };
  }

  private static BigDecimal withMargin(BigDecimal price, RiskLimits limits) {
    return price
        .multiply(HUNDRED.add(limits.marketOrderMarginPercent()))
        .divide(HUNDRED, DECIMALS, RoundingMode.UP);
  }

  /**
   * What a combination binds: the most its legs can lose, more by a debit that is paid, less by a
   * credit (a price below zero) that is received.
   */
  private static BigDecimal combination(NewOrder order, BigDecimal units, BigDecimal price) {
    return Combination.worstLoss(order.legs())
        .add(price.multiply(multiplierOf(order)))
        .multiply(units)
        .max(BigDecimal.ZERO);
  }

  /** Whether the order's own price bounds its cost: a buy's limit does, and a combination's. */
  private static boolean hasWorstPrice(NewOrder order) {
    return order.terms().limitPrice() != null
        && (order.side() == Side.BUY || order.orderClass() == OrderClass.MULTI_LEG);
  }

  /** The price to value the order at: its own where it names one, else the reference. */
  static @Nullable BigDecimal priceOf(NewOrder order, @Nullable BigDecimal reference) {
    OrderTerms terms = order.terms();
    if (order.side() == Side.BUY || order.orderClass() == OrderClass.MULTI_LEG) {
      return terms.limitPrice() != null
          ? terms.limitPrice()
          : greater(terms.stopPrice(), reference);
    }
    return greater(terms.limitPrice() != null ? terms.limitPrice() : terms.stopPrice(), reference);
  }

  private static @Nullable BigDecimal greater(
      @Nullable BigDecimal own, @Nullable BigDecimal reference) {
    if (own == null || reference == null) {
      return own == null ? reference : own;
    }
    return own.max(reference);
  }

  /** Quantity times price times multiplier; never below zero. */
  static BigDecimal value(NewOrder order, BigDecimal quantity, BigDecimal price) {
    return quantity.multiply(price.max(BigDecimal.ZERO)).multiply(multiplierOf(order));
  }

  private static BigDecimal multiplierOf(NewOrder order) {
    Instrument instrument =
        order.instrument() != null ? order.instrument() : order.legs().getFirst().instrument();
    return instrument.multiplier();
  }
}
