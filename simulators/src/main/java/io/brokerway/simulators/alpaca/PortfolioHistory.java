package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /v2/account/portfolio/history}: the worth of an account at points in the past. */
final class PortfolioHistory {
  private static final Pattern PERIOD = Pattern.compile("([1-9]\\d{0,2})([DWMA])");
  private static final int BATCH = 1_000;
  private static final int MAX_POINTS = 2_000;
  private static final int RATIO_DECIMALS = 6;

  private final Venue venue;

  PortfolioHistory(Venue venue) {
    this.venue = venue;
  }

  HttpReply history(Holder holder, HttpCall call) {
    var end = call.parameter("end").map(PortfolioHistory::moment).orElse(venue.now());
    var frame = call.parameter("timeframe").orElse("1D");
    var step = step(frame);
    var start =
        call.parameter("start")
            .map(PortfolioHistory::moment)
            .orElseGet(() -> end.minus(period(call.parameter("period").orElse("1M"))));
    var opened = venue.balance(holder.key()).openedAt();
    var worth = new Worth(venue, transactions(holder));
    var base = worth.at(start.isBefore(opened) ? opened : start);
    var answer = Json.object();
    var times = answer.putArray("timestamp");
    var equity = answer.putArray("equity");
    var profit = answer.putArray("profit_loss");
    var ratio = answer.putArray("profit_loss_pct");
    for (var at : points(start.isBefore(opened) ? opened : start, end, step)) {
      var value = worth.at(at);
      times.add(at.getEpochSecond());
      equity.add(value);
      profit.add(value.subtract(base));
      ratio.add(
          Amounts.ratio(value.subtract(base), base).setScale(RATIO_DECIMALS, RoundingMode.HALF_UP));
    }
    return HttpReply.json(200, answer.put("base_value", base).put("timeframe", frame));
  }

  /** What the account was worth at a moment, by its ledger and the prices of then. */
  private record Worth(Venue venue, List<VenueTransaction> transactions) {

    BigDecimal at(Instant moment) {
      var cash = BigDecimal.ZERO;
      Map<Listed, BigDecimal> held = new HashMap<>();
      for (var entry : transactions) {
        if (entry.at().isAfter(moment)) {
          break;
        }
        cash = cash.add(entry.amount());
        if (entry.listed() != null && entry.quantity() != null) {
          held.merge(entry.listed(), entry.quantity(), BigDecimal::add);
        }
      }
      var total = cash;
      for (var holding : held.entrySet()) {
        var price = venue.prices().quote(holding.getKey(), moment).last();
        total = total.add(holding.getValue().multiply(price));
      }
      return total.setScale(2, RoundingMode.HALF_UP);
    }
  }

  private List<VenueTransaction> transactions(Holder holder) {
    var all = new ArrayList<VenueTransaction>();
    List<VenueTransaction> batch;
    do {
      batch = venue.transactions(holder.key(), all.isEmpty() ? 0 : all.getLast().sequence(), BATCH);
      all.addAll(batch);
    } while (batch.size() == BATCH);
    return all;
  }

  private static List<Instant> points(Instant start, Instant end, Duration step) {
    var points = new ArrayList<Instant>();
    for (var at = start; at.isBefore(end) && points.size() < MAX_POINTS; at = at.plus(step)) {
      points.add(at);
    }
    points.add(end);
    return points;
  }

  private static Duration step(String frame) {
    return switch (frame) {
      case "1Min" -> Duration.ofMinutes(1);
      case "5Min" -> Duration.ofMinutes(5);
      case "15Min" -> Duration.ofMinutes(15);
      case "1H" -> Duration.ofHours(1);
      case "1D" -> Duration.ofDays(1);
      default -> throw Refusal.invalid("invalid timeframe: " + frame);
    };
  }

  private static Duration period(String text) {
    var form = PERIOD.matcher(text);
    if (!form.matches()) {
      throw Refusal.invalid("invalid period: " + text);
    }
    var days =
        switch (form.group(2)) {
          case "D" -> 1;
          case "W" -> 7;
          case "M" -> 30;
          default -> 365;
        };
    return Duration.ofDays((long) days * Integer.parseInt(form.group(1)));
  }

  private static Instant moment(String text) {
    try {
      return Times.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid time: " + text);
    }
  }
}
