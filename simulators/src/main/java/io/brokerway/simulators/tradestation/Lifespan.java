package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * How long an order stands: the {@code Duration} of its {@code TimeInForce}.
 *
 * @param word in TradeStation's spelling
 * @param until the date of a {@code GTD} or {@code GDP}; absent for all others
 */
record Lifespan(String word, @Nullable LocalDate until) {
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EXTENDED_CLOSE = LocalTime.of(20, 0);
  private static final Duration LONGEST = Duration.ofDays(90);

  Lifespan {
    var dated = word.equals("GTD") || word.equals("GDP");
    switch (word) {
      case "DAY", "DYP", "GTC", "GCP", "GTD", "GDP", "OPG", "CLO", "IOC", "FOK", "1", "3", "5" -> {}
      default -> throw Refusal.badRequest("Duration is not valid: " + word);
    }
    if (dated && until == null) {
      throw Refusal.badRequest("Expiration is required for the duration " + word);
    }
    if (!dated && until != null) {
      throw Refusal.badRequest("Expiration is not valid for the duration " + word);
    }
  }

  TimeInForce timeInForce() {
    return switch (word) {
      case "DAY", "DYP" -> TimeInForce.DAY;
      case "OPG" -> TimeInForce.OPG;
      case "CLO" -> TimeInForce.CLS;
      case "IOC" -> TimeInForce.IOC;
      case "FOK" -> TimeInForce.FOK;
      // Until a moment that is told below: nothing stands longer than 90 days here.
      default -> TimeInForce.GTD;
    };
  }

  /** Those with a plus also trade before and after the regular session. */
  TradingSession session() {
    return switch (word) {
      case "DYP", "GCP", "GDP" -> TradingSession.EXTENDED;
      default -> TradingSession.REGULAR;
    };
  }

  /** Whether it counts in minutes, which is for shares alone. */
  boolean isInMinutes() {
    return Character.isDigit(word.charAt(0));
  }

  /** The moment at which an order ends that was entered now; absent where the session says it. */
  @Nullable Instant end(Instant now) {
    return switch (word) {
      case "1", "3", "5" -> now.plus(Duration.ofMinutes(Long.parseLong(word)));
      case "GTC", "GCP" -> now.plus(LONGEST);
      case "GTD" -> at(CLOSE);
      case "GDP" -> at(EXTENDED_CLOSE);
      default -> null;
    };
  }

  private @Nullable Instant at(LocalTime close) {
    return until == null ? null : until.atTime(close).atZone(Amounts.NEW_YORK).toInstant();
  }
}
