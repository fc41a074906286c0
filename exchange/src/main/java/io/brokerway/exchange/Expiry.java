package io.brokerway.exchange;

import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When orders end by their time in force. */
final class Expiry {
  private Expiry() {}

  /** For an order only for an auction: when that is. Absent if the order stands until canceled. */
  static @Nullable Instant of(OrderTerms terms, Listed listed, PriceSource prices, Instant at) {
    return switch (terms.timeInForce()) {
      case DAY, IOC, FOK -> prices.dayEnd(listed, at, terms.session() != TradingSession.REGULAR);
      case GTC -> null;
      case GTD -> terms.goodUntil();
      case OPG -> prices.nextOpen(listed, at);
      case CLS -> prices.nextClose(listed, at);
    };
  }
}
