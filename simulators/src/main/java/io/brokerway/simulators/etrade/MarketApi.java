package io.brokerway.simulators.etrade;

import io.brokerway.broker.market.MarketHours;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/market/quote} and {@code /v1/market/lookup}. */
final class MarketApi {
  private static final int USUAL_SYMBOLS = 25;
  private static final int MAX_SYMBOLS = 50;
  private static final int MAX_FOUND = 20;
  private static final int UNKNOWN_SYMBOL = 1002;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss zzz MM-dd-yyyy", Locale.US).withZone(Figures.NEW_YORK);
  private static final Set<String> DETAILS =
      Set.of("ALL", "FUNDAMENTAL", "INTRADAY", "OPTIONS", "WEEK_52", "MF_DETAIL");
  private static final Map<String, String> EXCHANGES =
      Map.of("XNAS", "NSDQ", "XNYS", "NYSE", "ARCX", "PCX", "XASE", "AMEX", "BATS", "BATS");

  private final PriceSource prices;
  private final Products products;
  private final Clock clock;

  MarketApi(PriceSource prices, Products products, Clock clock) {
    this.prices = prices;
    this.products = products;
    this.clock = clock;
  }

  HttpReply quotes(Asked asked, String symbols) {
    var names = List.of(symbols.split(",", -1));
    var most = asked.flag("overrideSymbolCount", false) ? MAX_SYMBOLS : USUAL_SYMBOLS;
    if (names.size() > most) {
      throw Refusal.invalid("At most %d symbols are quoted at once".formatted(most));
    }
    var detail = asked.word("detailFlag", "ALL", DETAILS);
    var answer = Json.object();
    var found = Json.array();
    var messages = Json.array();
    for (var name : names) {
      var listed = products.quoted(name);
      if (listed.isPresent()) {
        found.add(quote(listed.get(), detail));
      } else {
        messages
            .addObject()
            .put("code", UNKNOWN_SYMBOL)
            .put("description", name + " is an invalid symbol")
            .put("type", "WARNING");
      }
    }
    if (!found.isEmpty()) {
      answer.set("QuoteData", found);
    }
    if (!messages.isEmpty()) {
      answer.putObject("Messages").set("Message", messages);
    }
    return asked.answer("QuoteResponse", answer);
  }

  HttpReply lookup(Asked asked, String search) {
    var wanted = search.toUpperCase(Locale.ROOT);
    var answer = Json.object();
    var found = answer.putArray("Data");
    prices.listings().stream()
        .filter(listed -> !listed.isCrypto())
        .filter(listed ->
            listed.symbol().startsWith(wanted)
                || listed.name().toUpperCase(Locale.ROOT).contains(wanted))
        .limit(MAX_FOUND)
        .forEach(listed ->
            found
                .addObject()
                .put("symbol", listed.symbol())
                .put("description", listed.name())
                .put("type", "EQUITY"));
    return asked.answer("LookupResponse", answer);
  }

  private ObjectNode quote(Listed listed, String detail) {
    var now = clock.instant();
    var quote = prices.quote(listed, now);
    var session = prices.hours(listed, now).session();
    var json =
        Json.object()
            .put("dateTime", TIME.format(now))
            .put("dateTimeUTC", now.getEpochSecond())
            .put("quoteStatus", status(session))
            .put("ahFlag", session == MarketHours.Session.REGULAR ? "false" : "true")
            .put("hasMiniOptions", false);
    json.set(section(detail), all(listed, quote, now));
    json.set("Product", Products.json(listed));
    return json;
  }

  private static String section(String detail) {
    return switch (detail) {
      case "FUNDAMENTAL" -> "Fundamental";
      case "INTRADAY" -> "Intraday";
      case "OPTIONS" -> "Option";
      case "WEEK_52" -> "Week52";
      case "MF_DETAIL" -> "MutualFund";
      default -> "All";
    };
  }

  private static String status(MarketHours.Session session) {
    return switch (session) {
      case REGULAR -> "REALTIME";
      case PRE_MARKET, POST_MARKET -> "EH_REALTIME";
      case OVERNIGHT, CLOSED -> "CLOSING";
    };
  }

  private ObjectNode all(Listed listed, MarketQuote quote, Instant now) {
    var change = quote.last().subtract(quote.previousClose());
    var trade = prices.latestTrade(listed, now);
    var json =
        Json.object()
            .put("adjustedFlag", false)
            .put("ask", Figures.plain(quote.ask()))
            .put("askSize", quote.askSize().longValue())
            .put("askTime", TIME.format(now))
            .put("bid", Figures.plain(quote.bid()))
            .put("bidExchange", " ")
            .put("bidSize", quote.bidSize().longValue())
            .put("bidTime", TIME.format(now))
            .put("changeClose", Figures.cents(change))
            .put("changeClosePercentage", Figures.percent(change, quote.previousClose()))
            .put("companyName", listed.name())
            .put("dirLast", change.signum() < 0 ? "2" : "1")
            .put("high", Figures.plain(quote.dayHigh()))
            .put("lastTrade", Figures.plain(quote.last()))
            .put("low", Figures.plain(quote.dayLow()))
            .put("open", Figures.plain(quote.dayOpen()))
            .put("previousClose", Figures.plain(quote.previousClose()))
            .put("symbolDescription", listed.name())
            .put("totalVolume", quote.dayVolume().longValue())
            .put("timeOfLastTrade", trade.at().getEpochSecond());
    var market = listed.market();
    if (market != null) {
      json.put("primaryExchange", EXCHANGES.getOrDefault(market.code(), market.code()));
    }
    return json;
  }
}
