package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /portfolio}: holdings, and what was traded today. */
final class PortfolioApi {
  private final Venue venue;
  private final Portfolio portfolio;

  PortfolioApi(Venue venue, Portfolio portfolio) {
    this.venue = venue;
    this.portfolio = portfolio;
  }

  private MarketQuote quote(Book book) {
    return venue.prices().quote(book.listed(), venue.now());
  }

  private List<Portfolio.Entry> held(AccountKey account) {
    return portfolio.of(account).stream()
        .filter(entry -> entry.book().isDelivery() && entry.before().signum() > 0)
        .toList();
  }

  HttpReply holdings(KiteUser user) {
    var all = Json.array();
    held(user.key()).forEach(entry -> all.add(holding(entry)));
    return KiteReply.of(all);
  }

  private ObjectNode holding(Portfolio.Entry entry) {
    var quote = quote(entry.book());
    var instrument = entry.book().instrument();
    var settled = entry.before().subtract(entry.fresh());
    var used = entry.net().negate().max(BigDecimal.ZERO).min(entry.before());
    var change = quote.last().subtract(quote.previousClose());
    var json =
        Json.object()
            .put("tradingsymbol", instrument.tradingsymbol())
            .put("exchange", instrument.exchange())
            .put("instrument_token", instrument.token())
            .put("isin", instrument.isin())
            .put("product", Book.DELIVERY)
            .put("price", 0)
            .put("quantity", settled.longValue())
            .put("used_quantity", used.longValue())
            .put("t1_quantity", entry.fresh().longValue())
            .put("realised_quantity", settled.longValue())
            .put("authorised_quantity", 0)
            .put("authorised_date", Ist.date(venue.now()) + " 00:00:00");
    json.putObject("authorisation");
    json.put("opening_quantity", entry.before().longValue())
        .put("short_quantity", 0)
        .put("collateral_quantity", 0)
        .put("collateral_type", "")
        .put("discrepancy", false)
        .put("average_price", Figures.cents(entry.cost()))
        .put("last_price", quote.last())
        .put("close_price", quote.previousClose())
        .put("pnl", Figures.cents(profit(entry, quote)))
        .put("day_change", Figures.plain(change))
        .put("day_change_percentage", Figures.percent(change, quote.previousClose()));
    json.putObject("mtf")
        .put("quantity", 0)
        .put("used_quantity", 0)
        .put("average_price", 0)
        .put("value", 0)
        .put("initial_margin", 0);
    return json;
  }

  private static BigDecimal profit(Portfolio.Entry entry, MarketQuote quote) {
    return quote.last().subtract(entry.cost()).multiply(entry.before());
  }

  HttpReply summary(KiteUser user) {
    var invested = BigDecimal.ZERO;
    var value = BigDecimal.ZERO;
    var yesterday = BigDecimal.ZERO;
    for (var entry : held(user.key())) {
      var quote = quote(entry.book());
      invested = invested.add(entry.cost().multiply(entry.before()));
      value = value.add(quote.last().multiply(entry.before()));
      yesterday = yesterday.add(quote.previousClose().multiply(entry.before()));
    }
    var total = value.subtract(invested);
    var today = value.subtract(yesterday);
    return KiteReply.of(
        Json.object()
            .put("total_pnl", Figures.cents(total))
            .put("total_pnl_percent", Figures.percent(total, invested))
            .put("today_pnl", Figures.cents(today))
            .put("today_pnl_percent", Figures.percent(today, yesterday))
            .put("invested_amount", Figures.cents(invested))
            .put("current_value", Figures.cents(value)));
  }

  HttpReply compact(KiteUser user) {
    var all = Json.array();
    for (var entry : held(user.key())) {
      var instrument = entry.book().instrument();
      all.addObject()
          .put("exchange", instrument.exchange())
          .put("tradingsymbol", instrument.tradingsymbol())
          .put("instrument_token", instrument.token())
          .put("t1_quantity", entry.fresh().longValue())
          .put("quantity", entry.before().subtract(entry.fresh()).longValue());
    }
    return KiteReply.of(all);
  }

  HttpReply positions(KiteUser user) {
    var data = Json.object();
    var net = data.putArray("net");
    var day = data.putArray("day");
    for (var entry : shown(user.key())) {
      net.add(position(entry, entry.book().isDelivery() ? BigDecimal.ZERO : entry.before()));
      if (entry.tradedToday()) {
        day.add(position(entry, BigDecimal.ZERO));
      }
    }
    return KiteReply.of(data);
  }

  /** What was bought for delivery before today is a holding, not a position. */
  private List<Portfolio.Entry> shown(AccountKey account) {
    var shown = new ArrayList<Portfolio.Entry>();
    for (var entry : portfolio.of(account)) {
      var carried = !entry.book().isDelivery() && entry.before().signum() != 0;
      if (carried || entry.tradedToday()) {
        shown.add(entry);
      }
    }
    return shown;
  }

  private ObjectNode position(Portfolio.Entry entry, BigDecimal overnight) {
    var quote = quote(entry.book());
    var instrument = entry.book().instrument();
    var quantity = overnight.add(entry.net());
    var carriedIn = overnight.max(BigDecimal.ZERO);
    var carriedOut = overnight.negate().max(BigDecimal.ZERO);
    var bought = entry.bought().plus(carriedIn, entry.cost());
    var sold = entry.sold().plus(carriedOut, entry.cost());
    var value = sold.value().subtract(bought.value());
    var profit = value.add(quantity.multiply(quote.last()));
    var average = quantity.signum() < 0 ? sold.price() : bought.price();
    return Json.object()
        .put("tradingsymbol", instrument.tradingsymbol())
        .put("exchange", instrument.exchange())
        .put("instrument_token", instrument.token())
        .put("product", entry.book().product())
        .put("quantity", quantity.longValue())
        .put("overnight_quantity", overnight.longValue())
        .put("multiplier", 1)
        .put("average_price", quantity.signum() == 0 ? BigDecimal.ZERO : Figures.cents(average))
        .put("close_price", quote.previousClose())
        .put("last_price", quote.last())
        .put("value", Figures.cents(value))
        .put("pnl", Figures.cents(profit))
        .put("m2m", Figures.cents(profit))
        .put("unrealised", Figures.cents(profit))
        .put("realised", 0)
        .put("buy_quantity", bought.quantity().longValue())
        .put("buy_price", Figures.cents(bought.price()))
        .put("buy_value", Figures.cents(bought.value()))
        .put("buy_m2m", Figures.cents(bought.value()))
        .put("sell_quantity", sold.quantity().longValue())
        .put("sell_price", Figures.cents(sold.price()))
        .put("sell_value", Figures.cents(sold.value()))
        .put("sell_m2m", Figures.cents(sold.value()))
        .put("day_buy_quantity", entry.bought().quantity().longValue())
        .put("day_buy_price", Figures.cents(entry.bought().price()))
        .put("day_buy_value", Figures.cents(entry.bought().value()))
        .put("day_sell_quantity", entry.sold().quantity().longValue())
        .put("day_sell_price", Figures.cents(entry.sold().price()))
        .put("day_sell_value", Figures.cents(entry.sold().value()));
  }
}
