package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a new order that need neither the market nor the account. */
final class OrderRules {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal MIN_NOTIONAL = BigDecimal.ONE;
  private static final Set<OrderType> CRYPTO_TYPES =
      Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LIMIT);
  private static final Set<TimeInForce> CRYPTO_TIMES = Set.of(TimeInForce.GTC, TimeInForce.IOC);
  private static final Set<TimeInForce> DAY_OR_GTC = Set.of(TimeInForce.DAY, TimeInForce.GTC);

  private OrderRules() {}

  static void check(OrderRequest order, Listed listed) {
    checkPrices(order);
    if (listed.isOption()) {
      OptionOrderRules.check(order);
    } else if (listed.isCrypto()) {
      checkCrypto(order);
    } else {
      checkEquity(order);
    }
    switch (order.orderClass()) {
      case SIMPLE, MULTI_LEG -> checkSimple(order);
      case BRACKET -> checkBracket(order);
      case OCO -> checkOco(order);
      case OTO -> checkOto(order);
    }
  }

  /** From a dollar on prices are in cents, below in hundredths of a cent. */
  static void checkIncrement(String name, @Nullable BigDecimal price) {
    if (price == null) {
      return;
    }
    var decimals = price.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
    if (price.stripTrailingZeros().scale() > decimals) {
      throw Refusal.unprocessable(
          "invalid %s %s. sub-penny increment does not fulfill minimum pricing criteria"
              .formatted(name, price.toPlainString()));
    }
  }

  private static void checkPrices(OrderRequest order) {
    var limit = order.limitPrice() != null;
    var stop = order.stopPrice() != null;
    var trail = order.trail() != null;
    switch (order.type()) {
      case MARKET -> require(!limit && !stop, "market orders require no stop or limit price");
      case LIMIT -> {
        // The limit of an OCO order is that of its take-profit.
        var named = limit || order.orderClass() == OrderClass.OCO;
        require(named && !stop, "limit orders require only limit price");
      }
      case STOP -> require(stop && !limit, "stop orders require only stop price");
      case STOP_LIMIT ->
          require(stop && limit, "stop limit orders require both stop and limit price");
      case TRAILING_STOP -> {
        require(trail, "trailing stop orders must specify one of trail_price or trail_percent");
        require(!limit && !stop, "trailing stop orders require no stop or limit price");
      }
      case TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE,
          ALGORITHM ->
          throw new IllegalStateException("not a type of Alpaca's: " + order.type());
    }
    require(
        !trail || order.type() == OrderType.TRAILING_STOP,
        "trail_price and trail_percent are only for trailing stop orders");
  }

  private static void checkCrypto(OrderRequest order) {
    require(CRYPTO_TYPES.contains(order.type()), "invalid order type for crypto order");
    if (!CRYPTO_TIMES.contains(order.timeInForce())) {
      throw Refusal.unprocessable("invalid crypto time_in_force");
    }
    require(
        order.orderClass() == OrderClass.SIMPLE,
        "crypto orders not allowed for advanced order_class");
    require(!order.extendedHours(), "crypto orders cannot be extended hours");
  }

  private static void checkEquity(OrderRequest order) {
    checkIncrement("limit_price", order.limitPrice());
    checkIncrement("stop_price", order.stopPrice());
    if (order.isFractional() && order.timeInForce() != TimeInForce.DAY) {
      throw Refusal.unprocessable("fractional orders must be DAY orders");
    }
    if (order.notional() != null && order.notional().compareTo(MIN_NOTIONAL) < 0) {
      throw Refusal.forbidden("cost basis must be >= minimal amount of order 1");
    }
    if (order.isFractional() && order.orderClass() != OrderClass.SIMPLE) {
      throw Refusal.unprocessable("fractional orders must be simple orders");
    }
    if (order.isFractional() && order.type() == OrderType.TRAILING_STOP) {
      throw Refusal.unprocessable("fractional orders cannot be trailing stop orders");
    }
    if (order.extendedHours()
        && (order.type() != OrderType.LIMIT || !DAY_OR_GTC.contains(order.timeInForce()))) {
      throw Refusal.unprocessable("extended hours order must be DAY or GTC limit orders");
    }
    if (auctionOnly(order.timeInForce())
        && order.type() != OrderType.MARKET
        && order.type() != OrderType.LIMIT) {
      throw Refusal.unprocessable("opg and cls orders must be market or limit orders");
    }
  }

  private static boolean auctionOnly(TimeInForce timeInForce) {
    return timeInForce == TimeInForce.OPG || timeInForce == TimeInForce.CLS;
  }

  private static void checkSimple(OrderRequest order) {
    require(
        order.takeProfit() == null && order.stopLoss() == null,
        "simple orders must not have take_profit or stop_loss");
    if (order.type() == OrderType.TRAILING_STOP && !DAY_OR_GTC.contains(order.timeInForce())) {
      throw Refusal.unprocessable("trailing stop orders must be DAY or GTC orders");
    }
  }

  private static void checkBracket(OrderRequest order) {
    checkAdvanced(order, "bracket");
    require(
        order.type() == OrderType.MARKET || order.type() == OrderType.LIMIT,
        "bracket orders must be market or limit orders");
    require(order.takeProfit() != null, "bracket orders require take_profit.limit_price");
    require(order.stopLoss() != null, "bracket orders require stop_loss.stop_price");
    checkExitsApart(order);
  }

  private static void checkOco(OrderRequest order) {
    require(order.takeProfit() != null, "oco orders require take_profit.limit_price");
    require(order.stopLoss() != null, "oco orders require stop_loss.stop_price");
    require(order.type() == OrderType.LIMIT, "oco orders must be limit orders");
    checkAdvanced(order, "oco");
    checkExitsApart(order);
  }

  private static void checkOto(OrderRequest order) {
    checkAdvanced(order, "oto");
    require(
        (order.takeProfit() == null) != (order.stopLoss() == null),
        "oto orders require one of take_profit or stop_loss");
  }

  private static void checkAdvanced(OrderRequest order, String name) {
    if (order.extendedHours()) {
      throw Refusal.unprocessable(name + " orders cannot be extended hours");
    }
    if (!DAY_OR_GTC.contains(order.timeInForce())) {
      throw Refusal.unprocessable(name + " orders must be DAY or GTC orders");
    }
    var profit = order.takeProfit();
    var loss = order.stopLoss();
    checkIncrement("take_profit.limit_price", profit == null ? null : profit.limitPrice());
    checkIncrement("stop_loss.stop_price", loss == null ? null : loss.stopPrice());
    checkIncrement("stop_loss.limit_price", loss == null ? null : loss.limitPrice());
  }

  private static void checkExitsApart(OrderRequest order) {
    var profit = order.takeProfit() == null ? null : order.takeProfit().limitPrice();
    var stop = order.stopLoss() == null ? null : order.stopLoss().stopPrice();
    if (profit == null || stop == null) {
      return;
    }
    // The exits of an OCO order go the way of the order itself, those of a bracket against it.
    var exitsSell = (order.orderClass() == OrderClass.OCO) != order.buys();
    var gap = exitsSell ? profit.subtract(stop) : stop.subtract(profit);
    if (gap.compareTo(CENT) < 0) {
      throw Refusal.unprocessable(
          exitsSell
              ? "take_profit.limit_price must be > stop_loss.stop_price"
              : "take_profit.limit_price must be < stop_loss.stop_price");
    }
    checkStopBeyondEntry(order, stop, exitsSell);
  }

  private static void checkStopBeyondEntry(OrderRequest order, BigDecimal stop, boolean exitsSell) {
    var base = order.orderClass() == OrderClass.OCO ? null : order.limitPrice();
    if (base == null) {
      return;
    }
    var gap = exitsSell ? base.subtract(stop) : stop.subtract(base);
    if (gap.compareTo(CENT) < 0) {
      throw Refusal.unprocessable(
          exitsSell
              ? "stop_loss.stop_price must be <= base_price - 0.01"
              : "stop_loss.stop_price must be >= base_price + 0.01");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw Refusal.invalid(message);
    }
  }
}
