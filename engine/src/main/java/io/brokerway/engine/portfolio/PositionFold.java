package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves positions by fills: pure. */
final class PositionFold {
  private static final int PRICE_DECIMALS = 10;

  private PositionFold() {}

  /** The positions after the effects; those that became zero are left out. */
  static List<Position> apply(List<Position> positions, List<Effect> effects) {
    var moved = new LinkedHashMap<String, Position>();
    positions.forEach(position -> moved.put(key(position), position));
    for (var effect : effects) {
      if (effect.quantity().signum() != 0) {
        // A fill names no lot: what it moves stands beside the broker's lots until the next read.
        moved.compute(effect.instrument().key() + "|", (_, held) -> move(held, effect));
      }
    }
    var left = new ArrayList<>(moved.values());
    left.removeIf(position -> position.quantity().signum() == 0);
    return left;
  }

  private static String key(Position position) {
    return position.instrument().key() + "|" + position.lot();
  }

  private static Position move(@Nullable Position held, Effect effect) {
    var before = held == null ? BigDecimal.ZERO : held.quantity();
    var after = before.add(effect.quantity());
    var average = average(held, effect, after);
    var price = held == null || held.currentPrice() == null ? effect.price() : held.currentPrice();
    var instrument = held == null ? effect.instrument() : held.instrument();
    var cost = average == null ? null : value(effect, average, after);
    var market = value(effect, price, after);
    return new Position(
        instrument,
        "",
        after,
        available(held, effect, after),
        average,
        cost,
        price,
        market,
        cost == null ? null : market.subtract(cost),
        held == null ? null : held.previousClose());
  }

  private static BigDecimal value(Effect effect, BigDecimal price, BigDecimal quantity) {
    return price.multiply(quantity).multiply(effect.instrument().multiplier());
  }

  /** Enlarging mixes prices, reducing keeps the old one, turning round takes the new one. */
  private static @Nullable BigDecimal average(
      @Nullable Position held, Effect effect, BigDecimal after) {
    if (held == null || held.quantity().signum() == 0) {
      return effect.price();
    }
    if (after.signum() != 0 && after.signum() != held.quantity().signum()) {
      return effect.price();
    }
    if (held.quantity().signum() != effect.quantity().signum()) {
      return held.averagePrice();
    }
    var before = held.averagePrice();
    return before == null
        ? null
        : before
            .multiply(held.quantity())
            .add(effect.price().multiply(effect.quantity()))
            .divide(after, PRICE_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
  }

  private static @Nullable BigDecimal available(
      @Nullable Position held, Effect effect, BigDecimal after) {
    if (held == null) {
      return after.max(BigDecimal.ZERO);
    }
    var before = held.available();
    if (before == null) {
      return null;
    }
    // What was sold may have been bound by its order already: never more than is held.
    return before.add(effect.quantity()).max(BigDecimal.ZERO).min(after.max(BigDecimal.ZERO));
  }

  /** Fills in what follows from the broker's own figures. */
  static Position derived(Position position) {
    var multiplier = position.instrument().multiplier();
    var quantity = position.quantity();
    var cost = orProduct(position.costBasis(), position.averagePrice(), quantity, multiplier);
    var market = orProduct(position.marketValue(), position.currentPrice(), quantity, multiplier);
    var profit = position.unrealizedProfit();
    return new Position(
        position.instrument(),
        position.lot(),
        quantity,
        position.available(),
        position.averagePrice(),
        cost,
        position.currentPrice(),
        market,
        profit == null && cost != null && market != null ? market.subtract(cost) : profit,
        position.previousClose());
  }

  private static @Nullable BigDecimal orProduct(
      @Nullable BigDecimal told,
      @Nullable BigDecimal price,
      BigDecimal quantity,
      BigDecimal multiplier) {
    return told != null || price == null ? told : price.multiply(quantity).multiply(multiplier);
  }

  /** Profit in percent of the cost, 2 decimals half up; absent if either is unknown. */
  static @Nullable BigDecimal percent(Position position) {
    var cost = position.costBasis();
    var profit = position.unrealizedProfit();
    return cost == null || profit == null || cost.signum() == 0
        ? null
        : profit.movePointRight(2).divide(cost.abs(), 2, RoundingMode.HALF_UP);
  }
}
