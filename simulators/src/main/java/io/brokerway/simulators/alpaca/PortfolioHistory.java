package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.MarketHours.Session;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/account/portfolio/history}: the worth of an account at points in the past. */
final class PortfolioHistory {
  private static final int BATCH = 1_000;
  private static final int MAX_POINTS = 10_000;
  private static final int RATIO_DECIMALS = 6;

  private final Venue venue;
  private final Assets assets;

  PortfolioHistory(Venue venue, Assets assets) {
    this.venue = venue;
    this.assets = assets;
  }

  HttpReply history(Holder holder, HttpCall call) {
    var query = PortfolioQuery.read(call, venue.now());
    var opened = venue.balance(holder.key()).openedAt();
    var worth = new Worth(venue, transactions(holder));
    var answer = Json.object();
    var times = answer.putArray("timestamp");
    var equity = answer.putArray("equity");
    var profit = answer.putArray("profit_loss");
    var ratio = answer.putArray("profit_loss_pct");
    var points = points(query, opened);
    var base = worth.at(points.isEmpty() ? query.end() : base(query, points.getFirst(), opened));
    var day = LocalDate.MIN;
    var from = base;
    for (var at : points) {
      var moment = query.isDaily() ? closeOf(at, query.end()) : at;
      var value = worth.at(moment.isBefore(opened) ? opened : moment);
      var date = LocalDate.ofInstant(at, Amounts.NEW_YORK);
      if (query.resetsDaily() && date.isAfter(day)) {
        from = day.equals(LocalDate.MIN) ? base : worth.at(dayBefore(at, opened));
        day = date;
      }
      times.add(at.getEpochSecond());
      equity.add(value);
      profit.add(value.subtract(from));
      ratio.add(
          Amounts.ratio(value.subtract(from), from).setScale(RATIO_DECIMALS, RoundingMode.HALF_UP));
    }
    cashFlow(answer, query, worth, points);
    answer.put("base_value", base).put("timeframe", query.timeframe());
    if (!points.isEmpty() && dayBefore(points.getFirst(), opened).isAfter(opened)) {
      answer.put("base_value_asof", MarketCalendar.dayBefore(points.getFirst()).toString());
    }
    return HttpReply.json(200, answer);
  }

  /** The points of the span since the account's opening, each at the start of its window. */
  private List<Instant> points(PortfolioQuery query, Instant opened) {
    var points = new ArrayList<Instant>();
    var at = query.start().isBefore(opened) ? query.floor(opened) : query.start();
    while (!at.isAfter(query.end()) && points.size() < MAX_POINTS) {
      if (counts(query, at)) {
        points.add(at);
      }
      at = query.next(at);
    }
    return points;
  }

  private boolean counts(PortfolioQuery query, Instant at) {
    var session = venue.prices().hours(share(), at).session();
    return switch (query.hours()) {
      case ALL -> true;
      case TRADING_DAYS ->
          MarketCalendar.NEW_YORK.isTradingDay(LocalDate.ofInstant(at, Amounts.NEW_YORK));
      case MARKET -> session == Session.REGULAR;
      case EXTENDED -> session != Session.CLOSED;
    };
  }

  private Instant base(PortfolioQuery query, Instant first, Instant opened) {
    var before = dayBefore(first, opened);
    return query.isDaily() ? closeOf(first, query.end()) : before;
  }

  /** The close of the last trading day before an instant, but not before there was an account. */
  private static Instant dayBefore(Instant at, Instant opened) {
    var close = MarketCalendar.NEW_YORK.close(MarketCalendar.dayBefore(at)).orElseThrow();
    return close.isBefore(opened) ? opened : close;
  }

  /** A day's worth is that at its close, today's that of now. */
  private static Instant closeOf(Instant at, Instant end) {
    var date = LocalDate.ofInstant(at, Amounts.NEW_YORK);
    var close = MarketCalendar.NEW_YORK.close(date).orElse(at);
    return close.isBefore(end) ? close : end;
  }

  private static void cashFlow(
      ObjectNode answer, PortfolioQuery query, Worth worth, List<Instant> points) {
    if (query.cashFlowTypes().isEmpty()) {
      return;
    }
    var flow = answer.putObject("cashflow");
    for (var type : query.cashFlowTypes()) {
      var sums = points.stream().map(at -> worth.flow(type, query.next(at))).toList();
      if (sums.stream().anyMatch(sum -> sum.signum() != 0)) {
        var column = flow.putArray(type);
        sums.forEach(column::add);
      }
    }
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
        var listed = holding.getKey();
        var price = venue.prices().quote(listed, moment).last();
        total = total.add(holding.getValue().multiply(price).multiply(listed.multiplier()));
      }
      return total.setScale(2, RoundingMode.HALF_UP);
    }

    /** All the cash that activities of a type moved until a moment. */
    BigDecimal flow(String type, Instant until) {
      return transactions.stream()
          .filter(entry -> entry.at().isBefore(until))
          .filter(entry -> ActivityView.type(entry).equals(type))
          .map(VenueTransaction::amount)
          .reduce(BigDecimal.ZERO, BigDecimal::add)
          .setScale(2, RoundingMode.HALF_UP);
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

  private Listed share() {
    return assets.all().stream().filter(listed -> !listed.isCrypto()).findFirst().orElseThrow();
  }
}
