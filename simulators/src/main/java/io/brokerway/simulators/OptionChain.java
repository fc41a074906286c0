package io.brokerway.simulators;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which options there are on a share: expiries on the last trading day of each week, strikes on a
 * grid of their own. Both depend on nothing that moves, so a contract once listed stays known.
 * Pure.
 */
public final class OptionChain {
  private static final TradingCalendar NEW_YORK = TradingCalendar.of(Mic.XNYS);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d uuuu", Locale.US);
  private static final int WEEKS = 5;
  private static final int MONTHS = 12;
  private static final int PRICE_DECIMALS = 2;
  private static final BigDecimal LISTED_BELOW = new BigDecimal("0.8");
  private static final BigDecimal LISTED_ABOVE = new BigDecimal("1.2");
  private static final BigDecimal LOW = new BigDecimal(25);
  private static final BigDecimal MIDDLE = new BigDecimal(200);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal FIVE = new BigDecimal(5);

  private OptionChain() {}

  /** Whether a share has options: not a coin, and not one whose symbol has a dot. */
  public static boolean hasOptions(Listed listed) {
    return !listed.isCrypto() && !listed.isOption() && listed.symbol().indexOf('.') < 0;
  }

  /** The contract of a symbol on a share; empty if no such contract is ever listed. */
  static Optional<Listed> contract(OsiSymbol osi, Listed share) {
    var onGrid = osi.strike().remainder(step(osi.strike())).signum() == 0;
    return hasOptions(share) && onGrid && isExpiry(osi.expiry())
        ? Optional.of(listed(osi, share))
        : Optional.empty();
  }

  /**
   * The contracts on offer at an instant, around the price of the share, by symbol.
   *
   * @param price the last price of the share
   */
  public static List<Listed> contracts(Listed share, BigDecimal price, Instant at) {
    var contracts = new ArrayList<Listed>();
    for (var expiry : expiries(at)) {
      for (var right : OptionRight.values()) {
        for (var strike : strikes(price)) {
          contracts.add(listed(new OsiSymbol(share.symbol(), expiry, right, strike), share));
        }
      }
    }
    return contracts;
  }

  /** When a contract ends: with the regular session of its day. */
  static Instant end(LocalDate expiry) {
    return NEW_YORK.close(expiry).orElseThrow();
  }

  /** The first end of any contract after an instant. */
  static Instant nextEnd(Instant after) {
    var day = lastOfWeek(NEW_YORK.dateOf(after));
    while (!end(day).isAfter(after)) {
      day = lastOfWeek(day.plusWeeks(1));
    }
    return end(day);
  }

  private static List<LocalDate> expiries(Instant at) {
    var first = NEW_YORK.dateOf(nextEnd(at));
    var all = new ArrayList<LocalDate>();
    for (var week = 0; week < WEEKS; week++) {
      all.add(lastOfWeek(first.plusWeeks(week)));
    }
    for (var month = 0; month < MONTHS; month++) {
      var third =
          first.plusMonths(month).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
      var day = lastOfWeek(third);
      if (day.isAfter(all.getLast())) {
        all.add(day);
      }
    }
    return all;
  }

  private static List<BigDecimal> strikes(BigDecimal price) {
    var from = price.multiply(LISTED_BELOW);
    var to = price.multiply(LISTED_ABOVE);
    var step = step(from);
    var strikes = new ArrayList<BigDecimal>();
    var strike = from.divide(step, 0, RoundingMode.CEILING).multiply(step).max(step);
    while (strike.compareTo(to) <= 0) {
      strikes.add(strike);
      var next = step(strike.add(step(strike)));
      strike = strike.add(step(strike)).divide(next, 0, RoundingMode.CEILING).multiply(next);
    }
    return strikes;
  }

  private static BigDecimal step(BigDecimal strike) {
    if (strike.compareTo(LOW) < 0) {
      return HALF;
    }
    return strike.compareTo(MIDDLE) < 0 ? BigDecimal.ONE : FIVE;
  }

  private static boolean isExpiry(LocalDate day) {
    return lastOfWeek(day).equals(day);
  }

  private static LocalDate lastOfWeek(LocalDate day) {
    var last = day.with(DayOfWeek.FRIDAY);
    while (!NEW_YORK.isTradingDay(last)) {
      last = last.minusDays(1);
    }
    return last;
  }

  private static Listed listed(OsiSymbol osi, Listed share) {
    var side = osi.right() == OptionRight.CALL ? "Call" : "Put";
    var name =
        "%s %s %s %s"
            .formatted(
                share.symbol(), DAY.format(osi.expiry()), osi.strike().toPlainString(), side);
    return new Listed(Instrument.Option.us(osi), name, null, PRICE_DECIMALS, 0);
  }
}
