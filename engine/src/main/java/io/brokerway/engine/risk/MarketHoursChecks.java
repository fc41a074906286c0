package io.brokerway.engine.risk;

import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;

/**
 * Whether the market takes such an order now. An order that may rest is left to the broker, which
 * queues it; one that must fill at once is refused while its session is closed.
 */
final class MarketHoursChecks {
  private MarketHoursChecks() {}

  static void check(NewOrder order, MarketView view, Refusals refusals) {
    var terms = order.terms();
    var goodUntil = terms.goodUntil();
    if (goodUntil != null && !goodUntil.isAfter(view.now())) {
      refusals.add(
          Refusal.Code.GOOD_UNTIL_PAST, "goodUntil", "goodUntil %s is in the past.", goodUntil);
    }
    var hours = view.hours();
    var immediate =
        terms.timeInForce() == TimeInForce.IOC || terms.timeInForce() == TimeInForce.FOK;
    if (immediate && hours != null && !isOpen(terms.session(), hours)) {
      refusals.add(
          Refusal.Code.MARKET_CLOSED,
          "timeInForce",
          "The market is %s: a %s order could not fill.%s",
          hours.session(),
          terms.timeInForce(),
          hours.nextOpen() == null ? "" : " It opens at " + hours.nextOpen() + ".");
    }
  }

  /** Whether an order of a session trades now. */
  static boolean isOpen(TradingSession session, MarketHours hours) {
    return switch (hours.session()) {
      case CLOSED -> false;
      case REGULAR ->
          session == TradingSession.REGULAR
              || session == TradingSession.EXTENDED
              || session == TradingSession.ALL;
      case PRE_MARKET ->
          session == TradingSession.PRE_MARKET
              || session == TradingSession.EXTENDED
              || session == TradingSession.ALL;
      case POST_MARKET ->
          session == TradingSession.POST_MARKET
              || session == TradingSession.EXTENDED
              || session == TradingSession.ALL;
      case OVERNIGHT -> session == TradingSession.OVERNIGHT || session == TradingSession.ALL;
    };
  }
}
