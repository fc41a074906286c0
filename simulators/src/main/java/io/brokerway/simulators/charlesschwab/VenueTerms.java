package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Type, price, session and duration of an order in the venue's words. */
final class VenueTerms {
  private static final TradingCalendar NEW_YORK = TradingCalendar.of(Mic.XNYS);
  private static final BigDecimal TICK = new BigDecimal("0.01");

  private VenueTerms() {}

  static OrderTerms of(OrderForm form, Instant now) {
    var type = type(form.orderType());
    var timeInForce = timeInForce(form);
    return new OrderTerms(
        type,
        timeInForce,
        // The venue knows no session of the morning or the evening alone.
        form.session().equals("NORMAL") ? TradingSession.REGULAR : TradingSession.EXTENDED,
        type.needsLimitPrice() ? limit(form) : null,
        type.needsStopPrice() ? form.stopPrice() : null,
        type.trails() ? trail(form) : null,
        null,
        timeInForce == TimeInForce.GTD ? end(form.duration(), now) : null);
  }

  static OrderType type(String word) {
    return switch (word) {
      case "MARKET", "MARKET_ON_CLOSE" -> OrderType.MARKET;
      case "LIMIT", "LIMIT_ON_CLOSE", "NET_DEBIT", "NET_CREDIT", "NET_ZERO" -> OrderType.LIMIT;
      case "STOP" -> OrderType.STOP;
      case "STOP_LIMIT" -> OrderType.STOP_LIMIT;
      case "TRAILING_STOP" -> OrderType.TRAILING_STOP;
      default -> throw new Rejected("Orders of type %s are not simulated.".formatted(word));
    };
  }

  private static TimeInForce timeInForce(OrderForm form) {
    if (form.orderType().endsWith("_ON_CLOSE")) {
      return TimeInForce.CLS;
    }
    return switch (form.duration()) {
      case "DAY" -> TimeInForce.DAY;
      case "GOOD_TILL_CANCEL" -> TimeInForce.GTC;
      case "FILL_OR_KILL" -> TimeInForce.FOK;
      case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IOC;
      default -> TimeInForce.GTD;
    };
  }

  /** What a combination brings counts as a negative price. */
  private static @Nullable BigDecimal limit(OrderForm form) {
    return switch (form.orderType()) {
      case "NET_CREDIT" -> form.price() == null ? null : form.price().negate();
      case "NET_ZERO" -> BigDecimal.ZERO;
      default -> form.price();
    };
  }

  private static @Nullable TrailingOffset trail(OrderForm form) {
    var offset = form.stopOffset();
    if (offset == null) {
      return null;
    }
    return switch (form.stopOffsetType()) {
      case "PERCENT" -> new TrailingOffset(offset, TrailingOffset.Unit.PERCENT);
      case "TICK" -> new TrailingOffset(offset.multiply(TICK), TrailingOffset.Unit.AMOUNT);
      default -> new TrailingOffset(offset, TrailingOffset.Unit.AMOUNT);
    };
  }

  /** The last close of the week or month in which an order begins to work. */
  static Instant end(String duration, Instant now) {
    var today = NEW_YORK.dateOf(now);
    var closed = NEW_YORK.close(today).map(close -> !now.isBefore(close)).orElse(true);
    var first = closed ? NEW_YORK.nextTradingDay(today) : today;
    var last =
        switch (duration) {
          case "END_OF_WEEK" -> first.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
          case "END_OF_MONTH" -> first.with(TemporalAdjusters.lastDayOfMonth());
          default -> first.plusMonths(1).with(TemporalAdjusters.lastDayOfMonth());
        };
    return NEW_YORK.close(tradingDayUntil(last)).orElseThrow();
  }

  private static LocalDate tradingDayUntil(LocalDate last) {
    var day = last;
    while (!NEW_YORK.isTradingDay(day)) {
      day = day.minusDays(1);
    }
    return day;
  }
}
