package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long an order stands, and in which sessions: TradeStation has one word for both. Those that
 * end in P take part before and after the regular session. Orders for 1, 3 or 5 minutes, which it
 * knows too, have no word of ours. Pure.
 */
record TradeStationDurations(TimeInForce timeInForce, TradingSession session) {

  /** The parts of a word; null for one that we do not have. */
  static @Nullable TradeStationDurations of(@Nullable String word) {
    return switch (word) {
      case "DAY" -> regular(TimeInForce.DAY);
      case "DYP" -> extended(TimeInForce.DAY);
      case "GTC" -> regular(TimeInForce.GTC);
      case "GCP" -> extended(TimeInForce.GTC);
      case "GTD" -> regular(TimeInForce.GTD);
      case "GDP" -> extended(TimeInForce.GTD);
      case "OPG" -> regular(TimeInForce.OPG);
      case "CLO" -> regular(TimeInForce.CLS);
      case "IOC" -> regular(TimeInForce.IOC);
      case "FOK" -> regular(TimeInForce.FOK);
      case null, default -> null;
    };
  }

  private static TradeStationDurations regular(TimeInForce timeInForce) {
    return new TradeStationDurations(timeInForce, TradingSession.REGULAR);
  }

  private static TradeStationDurations extended(TimeInForce timeInForce) {
    return new TradeStationDurations(timeInForce, TradingSession.EXTENDED);
  }

  /** The word for the terms of an order. */
  static TradeStationWire.TimeInForce wire(OrderTerms terms) {
    var extended = terms.session() == TradingSession.EXTENDED;
    return switch (terms.timeInForce()) {
      case DAY -> word(extended ? "DYP" : "DAY");
      case GTC -> word(extended ? "GCP" : "GTC");
      case GTD -> new TradeStationWire.TimeInForce(extended ? "GDP" : "GTD", lastDay(terms));
      case OPG -> word(requireRegular("OPG", extended));
      case CLS -> word(requireRegular("CLO", extended));
      case IOC -> word(requireRegular("IOC", extended));
      case FOK -> word(requireRegular("FOK", extended));
    };
  }

  private static TradeStationWire.TimeInForce word(String duration) {
    return new TradeStationWire.TimeInForce(duration, null);
  }

  private static String requireRegular(String word, boolean extended) {
    if (extended) {
      throw new Unsupported(
          "TradeStation has no %s outside of the regular session".formatted(word));
    }
    return word;
  }

  /** Only the day counts at TradeStation. */
  private static @Nullable String lastDay(OrderTerms terms) {
    var until = terms.goodUntil();
    return until == null
        ? null
        : DateTimeFormatter.ISO_INSTANT.format(
            until
                .atOffset(ZoneOffset.UTC)
                .with(LocalTime.MIDNIGHT)
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS));
  }
}
