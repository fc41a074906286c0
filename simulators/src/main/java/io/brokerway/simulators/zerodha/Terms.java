package io.brokerway.simulators.zerodha;

import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order in the words of exchange and venue.
 *
 * @param orderType as Kite shows it from now on: a protected market order has become a limit order
 * @param tags what Kite tells of that
 */
record Terms(String orderType, @Nullable BigDecimal price, OrderTerms venue, List<String> tags) {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final BigDecimal FIVE_HUNDRED = new BigDecimal(500);

  Terms {
    tags = List.copyOf(tags);
  }

  static Terms of(OrderRequest request, MarketQuote quote, Instant now) {
    return request.orderType().equals("MARKET")
        ? protectedMarket(request, quote, now)
        : new Terms(
            request.orderType(),
            request.price(),
            terms(
                type(request.orderType()),
                request.validity(),
                request.validityTtl(),
                request.price(),
                request.isStop() ? request.triggerPrice() : null,
                now),
            List.of());
  }

  private static Terms protectedMarket(OrderRequest request, MarketQuote quote, Instant now) {
    var percent = percent(request.marketProtection(), quote.last());
    var away = quote.last().multiply(percent).movePointLeft(2);
    var price =
        request.buys()
            ? KiteInstrument.toTick(quote.ask().max(quote.last()).add(away), RoundingMode.UP)
            : KiteInstrument.toTick(
                quote.bid().min(quote.last()).subtract(away), RoundingMode.DOWN);
    var tags = new ArrayList<String>();
    tags.add("mktp");
    tags.add("mktp:" + percent.setScale(2, RoundingMode.HALF_UP).toPlainString());
    return new Terms(
        "LIMIT",
        price,
        terms(OrderType.LIMIT, request.validity(), request.validityTtl(), price, null, now),
        tags);
  }

  /** -1 leaves it to the broker: the cheaper the share, the wider. */
  private static BigDecimal percent(BigDecimal asked, BigDecimal last) {
    if (asked.signum() > 0) {
      return asked;
    }
    if (last.compareTo(HUNDRED) < 0) {
      return BigDecimal.TWO;
    }
    return last.compareTo(FIVE_HUNDRED) < 0 ? BigDecimal.ONE : new BigDecimal("0.5");
  }

  static OrderTerms terms(
      OrderType type,
      String validity,
      int ttl,
      @Nullable BigDecimal price,
      @Nullable BigDecimal trigger,
      Instant now) {
    return new OrderTerms(
        type,
        switch (validity) {
          case "IOC" -> TimeInForce.IOC;
          case "TTL" -> TimeInForce.GTD;
          default -> TimeInForce.DAY;
        },
        TradingSession.REGULAR,
        price,
        trigger,
        null,
        null,
        validity.equals("TTL") ? now.plus(Duration.ofMinutes(ttl)) : null);
  }

  static OrderType type(String orderType) {
    return switch (orderType) {
      case "LIMIT" -> OrderType.LIMIT;
      case "SL" -> OrderType.STOP_LIMIT;
      case "SL-M" -> OrderType.STOP;
      default -> OrderType.MARKET;
    };
  }
}
