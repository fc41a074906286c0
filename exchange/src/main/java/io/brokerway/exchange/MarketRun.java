package io.brokerway.exchange;

import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.CorporateAction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;

/**
 * Lets the market run: orders are looked at on each whole second; expiries, auctions and corporate
 * actions happen at their own moments, in between. What happens does not depend on how the way is
 * cut into runs. Guarded by its venue's lock.
 */
final class MarketRun {
  private static final long MINUTE = 60;

  /** How far a quote may stray from the last price when a whole minute is looked at at once. */
  private static final BigDecimal QUOTE_SLACK = new BigDecimal("0.02");

  private final VenueConfig config;
  private final PriceSource prices;
  private final Ledger ledger;
  private final Recorder recorder;
  private final Matching matching;
  private final Contingencies contingencies;
  private Instant time;
  private long second;

  MarketRun(
      VenueConfig config,
      PriceSource prices,
      Ledger ledger,
      Recorder recorder,
      Matching matching,
      Contingencies contingencies) {
    this.config = config;
    this.prices = prices;
    this.ledger = ledger;
    this.recorder = recorder;
    this.matching = matching;
    this.contingencies = contingencies;
    this.time = ledger.time();
    this.second = time.getEpochSecond();
  }

  /** The moment up to which the market has run. */
  Instant time() {
    return time;
  }

  void advanceTo(Instant to) {
    if (!to.isAfter(time)) {
      return;
    }
    if (ledger.accounts().isEmpty()) {
      arrive(to);
      return;
    }
    var actions = new ArrayDeque<>(prices.actions(time, to));
    var optionExpiry = prices.nextExpiry(time);
    while (true) {
      var next = earlier(nextMoment(actions), optionExpiry);
      if (next.isAfter(to)) {
        break;
      }
      walkTo(next.getNano() == 0 ? next.getEpochSecond() - 1 : next.getEpochSecond());
      // An order that expires may not be the first to do so any more once the way is walked.
      if (earlier(nextMoment(actions), optionExpiry).equals(next)) {
        happen(next, actions);
      }
      if (optionExpiry.equals(next)) {
        List.copyOf(ledger.accounts().values()).forEach(account -> expireOptions(account, next));
        optionExpiry = prices.nextExpiry(next);
      }
    }
    walkTo(to.getEpochSecond());
    time = to;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Who holds an option that is worth a cent takes or gives the shares; the others lose it. */
  private void expireOptions(LiveAccount account, Instant moment) {
    for (var order : List.copyOf(account.openOrders.values())) {
      if (prices.expiry(order.listed).equals(moment)) {
        contingencies.end(order, OrderStatus.EXPIRED, "the option expired", moment);
      }
    }
    for (var position : List.copyOf(account.positions.values())) {
      if (position.quantity.signum() != 0 && prices.expiry(position.listed).equals(moment)) {
        var worth = inTheMoney(position.listed, moment);
        recorder.emit(
            new VenueEvent.OptionExpired(
                moment,
                config.ids().get().toString(),
                worth ? config.ids().get().toString() : null,
                account.key,
                position.listed.symbol()));
      }
    }
  }

  private boolean inTheMoney(Listed listed, Instant moment) {
    var option = OptionGate.option(listed);
    var shares = prices.find(option.underlying()).orElseThrow();
    var above = prices.quote(shares, moment).last().subtract(option.osi().strike());
    return option.osi().right() == OptionRight.CALL ? above.signum() > 0 : above.signum() < 0;
  }

  private void arrive(Instant to) {
    time = to;
    second = to.getEpochSecond();
  }

  private Instant nextMoment(ArrayDeque<CorporateAction> actions) {
    var action = actions.isEmpty() ? Instant.MAX : actions.getFirst().at();
    if (ledger.expiring().isEmpty()) {
      return action;
    }
    var expiry = ledger.expiring().first().expiresAt;
    return expiry == null || action.isBefore(expiry) ? action : expiry;
  }

  private void happen(Instant moment, ArrayDeque<CorporateAction> actions) {
    expire(moment, false);
    while (!actions.isEmpty() && actions.getFirst().at().equals(moment)) {
      carryOut(actions.removeFirst());
    }
    expire(moment, true);
  }

  /** Ends or auctions the orders whose moment has come, those for the open only if asked. */
  private void expire(Instant moment, boolean opening) {
    for (var order : List.copyOf(ledger.expiring())) {
      if (order.expiresAt == null || order.expiresAt.isAfter(moment)) {
        return;
      }
      var forOpening = order.terms.timeInForce() == TimeInForce.OPG;
      if (forOpening == opening && order.isWorking() && !fillsAtAuction(order, moment)) {
        contingencies.end(order, OrderStatus.EXPIRED, "its time in force ended", moment);
      }
    }
  }

  private boolean fillsAtAuction(LiveOrder order, Instant moment) {
    return switch (order.terms.timeInForce()) {
      case OPG -> matching.fillAtAuction(order, prices.openPrice(order.listed, moment), moment);
      case CLS -> matching.fillAtAuction(order, prices.closePrice(order.listed, moment), moment);
      case DAY, GTC, GTD, IOC, FOK -> false;
    };
  }

  private void carryOut(CorporateAction action) {
    for (var account : List.copyOf(ledger.accounts().values())) {
      switch (action) {
        case CorporateAction.Split split -> split(account, split);
        case CorporateAction.Dividend dividend -> pay(account, dividend);
      }
    }
  }

  /** Prices of before a split mean nothing after it: open orders end. */
  private void split(LiveAccount account, CorporateAction.Split split) {
    var text = "%s for 1 split".formatted(split.ratio().toPlainString());
    for (var order : List.copyOf(account.openOrders.values())) {
      if (order.listed.symbol().equals(split.listed().symbol())) {
        contingencies.end(order, OrderStatus.CANCELED, text, split.at());
      }
    }
    if (account.held(split.listed()).signum() != 0) {
      recorder.emit(
          new VenueEvent.SharesSplit(
              split.at(),
              config.ids().get().toString(),
              account.key,
              split.listed().symbol(),
              split.ratio()));
    }
  }

  private void pay(LiveAccount account, CorporateAction.Dividend dividend) {
    if (account.held(dividend.listed()).signum() != 0) {
      recorder.emit(
          new VenueEvent.DividendPaid(
              dividend.at(),
              config.ids().get().toString(),
              account.key,
              dividend.listed().symbol(),
              dividend.perShare()));
    }
  }

  /** Looks at the working orders on every second up to one, that one included. */
  private void walkTo(long end) {
    while (second < end) {
      if (ledger.working().isEmpty()) {
        second = end;
        return;
      }
      var minuteEnd = Math.min(end, (Math.floorDiv(second, MINUTE) + 1) * MINUTE);
      walkWithinMinute(minuteEnd);
    }
  }

  private void walkWithinMinute(long end) {
    var first = Instant.ofEpochSecond(second);
    var last = Instant.ofEpochSecond(end);
    var symbols = List.copyOf(ledger.working().keySet());
    var stirring = symbols.stream().filter(symbol -> stirs(symbol, first, last)).toList();
    if (!stirring.isEmpty()) {
      for (var at = second + 1; at <= end; at++) {
        var moment = Instant.ofEpochSecond(at);
        stirring.forEach(symbol -> matchAll(symbol, moment));
      }
    }
    second = end;
  }

  /** Whether anything can happen to a symbol's orders; yes if in doubt. */
  private boolean stirs(String symbol, Instant from, Instant to) {
    var orders = ledger.working().getOrDefault(symbol, new TreeMap<>());
    if (orders.isEmpty()) {
      return false;
    }
    var listed = orders.firstEntry().getValue().listed;
    if (!prices.mayHaveQuoted(listed, from, to)) {
      return false;
    }
    var session = prices.hours(listed, from).session();
    var later = prices.hours(listed, to).session();
    var range = prices.range(listed, from, to);
    var highest = range.high().add(range.high().multiply(QUOTE_SLACK));
    var lowest = range.low().subtract(range.low().multiply(QUOTE_SLACK));
    return orders.values().stream()
        .filter(order ->
            Matching.trades(session, order.isExtended())
                || Matching.trades(later, order.isExtended()))
        .anyMatch(order -> stirs(order, highest, lowest));
  }

  private static boolean stirs(LiveOrder order, BigDecimal highest, BigDecimal lowest) {
    if (order.isAuctionOnly()) {
      return false;
    }
    if (order.listed.isOption()) {
      // The spread of an option is wide against its price: its range says too little.
      return true;
    }
    if (order.isUntriggered() && order.trail == null) {
      var stop = order.stop();
      return stop == null
          || (order.isBuy() ? highest.compareTo(stop) >= 0 : lowest.compareTo(stop) <= 0);
    }
    var limit = order.limit();
    if (limit == null || order.isUntriggered()) {
      return true;
    }
    return order.isBuy() ? lowest.compareTo(limit) <= 0 : highest.compareTo(limit) >= 0;
  }

  private void matchAll(String symbol, Instant at) {
    var orders = List.copyOf(ledger.working().getOrDefault(symbol, new TreeMap<>()).values());
    if (orders.isEmpty()) {
      return;
    }
    var listed = orders.getFirst().listed;
    var quote = prices.freshQuote(listed, at);
    if (quote.isEmpty()) {
      return;
    }
    var session = prices.hours(listed, at).session();
    for (var order : orders) {
      if (Matching.trades(session, order.isExtended())) {
        matching.match(order, quote.get());
      }
    }
  }
}
