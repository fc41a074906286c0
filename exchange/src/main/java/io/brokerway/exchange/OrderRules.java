package io.brokerway.exchange;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which orders the venue takes at all, whoever brings them. Pure; throws a {@link Refusal}. */
final class OrderRules {
  private static final Set<OrderType> TYPES =
      EnumSet.of(
          OrderType.MARKET,
          OrderType.LIMIT,
          OrderType.STOP,
          OrderType.STOP_LIMIT,
          OrderType.TRAILING_STOP);
  private static final Set<TimeInForce> LASTING =
      EnumSet.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD);
  private static final Set<TradingSession> SESSIONS =
      EnumSet.of(TradingSession.REGULAR, TradingSession.EXTENDED, TradingSession.ALL);

  /** Below a dollar prices may have four decimals. Source: SEC Rule 612 of Regulation NMS. */
  private static final int PENNY_STOCK_DECIMALS = 4;

  private static final int COIN_PRICE_DECIMALS = 8;
  private static final int NOTIONAL_DECIMALS = 2;

  private OrderRules() {}

  static void check(NewOrder order, Listed listed, Instant now) {
    if (!order.parameters().isEmpty() || order.displayQuantity() != null) {
      throw new Refusal(
          RejectReason.UNSUPPORTED_COMBINATION,
          "the venue takes no parameters and no display quantity");
    }
    checkTerms(order.terms(), listed, now);
    checkQuantity(order, listed);
    checkExits(order, listed);
  }

  static void checkTerms(OrderTerms terms, Listed listed, Instant now) {
    if (!TYPES.contains(terms.type())) {
      throw unsupported("the venue takes no %s orders".formatted(terms.type()));
    }
    if (!SESSIONS.contains(terms.session())) {
      throw unsupported("the venue has no session %s".formatted(terms.session()));
    }
    checkTimeInForce(terms, listed);
    checkPrice("limitPrice", terms.limitPrice(), listed);
    checkPrice("stopPrice", terms.stopPrice(), listed);
    var trail = terms.trail();
    if (trail != null
        && trail.unit() == TrailingOffset.Unit.PERCENT
        && trail.value().compareTo(new BigDecimal(100)) >= 0) {
      throw new Refusal(RejectReason.INVALID_PRICE, "trail must be below 100 percent");
    }
    var until = terms.goodUntil();
    if (until != null && !until.isAfter(now)) {
      throw new Refusal(RejectReason.INVALID_REQUEST, "goodUntil is past: " + until);
    }
  }

  private static void checkTimeInForce(OrderTerms terms, Listed listed) {
    var plain = terms.type() == OrderType.MARKET || terms.type() == OrderType.LIMIT;
    if (!LASTING.contains(terms.timeInForce()) && !plain) {
      throw unsupported("%s orders cannot be %s".formatted(terms.type(), terms.timeInForce()));
    }
    var auction = terms.timeInForce() == TimeInForce.OPG || terms.timeInForce() == TimeInForce.CLS;
    if (auction && listed.isCrypto()) {
      throw unsupported(listed.symbol() + " has no auctions");
    }
    var extended = terms.session() != TradingSession.REGULAR;
    if (extended
        && !listed.isCrypto()
        && (terms.type() != OrderType.LIMIT || !LASTING.contains(terms.timeInForce()))) {
      throw unsupported("outside regular hours only LIMIT orders for DAY, GTC or GTD are taken");
    }
  }

  private static void checkPrice(String name, @Nullable BigDecimal price, Listed listed) {
    if (price == null) {
      return;
    }
    if (price.signum() <= 0) {
      throw new Refusal(
          RejectReason.INVALID_PRICE, name + " must be above 0, not " + price.toPlainString());
    }
    var decimals = decimals(price, listed);
    if (Amounts.decimals(price) > decimals) {
      throw new Refusal(
          RejectReason.INVALID_PRICE,
          "%s may have %d decimals, not as in %s".formatted(name, decimals, price.toPlainString()));
    }
  }

  private static int decimals(BigDecimal price, Listed listed) {
    if (listed.isCrypto()) {
      return COIN_PRICE_DECIMALS;
    }
    if (listed.isOption()) {
      return listed.priceDecimals();
    }
    return price.compareTo(BigDecimal.ONE) < 0 ? PENNY_STOCK_DECIMALS : listed.priceDecimals();
  }

  private static void checkQuantity(NewOrder order, Listed listed) {
    switch (order.quantity()) {
      case OrderQuantity.Units(var units) -> checkUnits(units, order.side(), listed);
      case OrderQuantity.Notional(var amount) -> {
        if (!amount.currency().equals(listed.instrument().currency())) {
          throw new Refusal(
              RejectReason.INVALID_QUANTITY,
              "notional must be in " + listed.instrument().currency());
        }
        if (Amounts.decimals(amount.amount()) > NOTIONAL_DECIMALS) {
          throw new Refusal(
              RejectReason.INVALID_QUANTITY, "notional may have two decimals, not more");
        }
        var plain =
            order.terms().type() == OrderType.MARKET || order.terms().type() == OrderType.LIMIT;
        if (!plain || order.orderClass() != OrderClass.SIMPLE || order.side() == Side.SELL_SHORT) {
          throw unsupported("notional is taken for simple MARKET and LIMIT orders, not for shorts");
        }
      }
    }
  }

  static void checkUnits(BigDecimal units, Side side, Listed listed) {
    if (Amounts.decimals(units) > listed.quantityDecimals()) {
      throw new Refusal(
          RejectReason.INVALID_QUANTITY,
          "quantity may have %d decimals, not as in %s"
              .formatted(listed.quantityDecimals(), units.toPlainString()));
    }
    if (side == Side.SELL_SHORT && !Amounts.isWhole(units)) {
      throw new Refusal(
          RejectReason.INVALID_QUANTITY, "only whole shares are sold short, not fractions");
    }
  }

  private static void checkExits(NewOrder order, Listed listed) {
    if (order.orderClass() == OrderClass.SIMPLE) {
      return;
    }
    if (!LASTING.contains(order.terms().timeInForce())) {
      throw unsupported(
          "%s orders cannot be %s".formatted(order.orderClass(), order.terms().timeInForce()));
    }
    checkExit(order.takeProfit(), listed);
    checkExit(order.stopLoss(), listed);
    var profit = order.takeProfit();
    var loss = order.stopLoss();
    if (profit != null && (profit.limitPrice() == null || profit.stopPrice() != null)) {
      throw new Refusal(RejectReason.INVALID_PRICE, "a take-profit has a limitPrice and no stop");
    }
    if (loss != null && loss.stopPrice() == null && loss.trail() == null) {
      throw new Refusal(RejectReason.INVALID_PRICE, "a stop-loss has a stopPrice or a trail");
    }
    if (profit != null && loss != null) {
      checkOrder(order, profit.limitPrice(), loss.stopPrice());
    }
  }

  private static void checkExit(@Nullable ExitOrder exit, Listed listed) {
    if (exit != null) {
      checkPrice("limitPrice", exit.limitPrice(), listed);
      checkPrice("stopPrice", exit.stopPrice(), listed);
    }
  }

  /** The profit lies on the one side, the loss on the other. */
  private static void checkOrder(
      NewOrder order, @Nullable BigDecimal profit, @Nullable BigDecimal loss) {
    if (profit == null || loss == null) {
      return;
    }
    var exitsSell = (order.side() == Side.BUY) != (order.orderClass() == OrderClass.OCO);
    var right = exitsSell ? profit.compareTo(loss) > 0 : profit.compareTo(loss) < 0;
    if (!right) {
      throw new Refusal(
          RejectReason.INVALID_PRICE,
          "takeProfit %s must lie %s stopLoss %s"
              .formatted(
                  profit.toPlainString(), exitsSell ? "above" : "below", loss.toPlainString()));
    }
  }

  private static Refusal unsupported(String text) {
    return new Refusal(RejectReason.UNSUPPORTED_COMBINATION, text);
  }
}
