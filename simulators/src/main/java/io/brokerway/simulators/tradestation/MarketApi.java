package io.brokerway.simulators.tradestation;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OptionChain;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/marketdata}: quotes, symbols and what options there are. */
final class MarketApi {
  private static final int MAX_SYMBOLS = 100;

  private final Venue venue;
  private final Symbols symbols;

  MarketApi(Venue venue, Symbols symbols) {
    this.venue = venue;
    this.symbols = symbols;
  }

  HttpReply quotes(String list) {
    var json = Json.object();
    var all = json.putArray("Quotes");
    var errors = json.putArray("Errors");
    for (var symbol : wanted(list)) {
      symbols
          .find(symbol)
          .ifPresentOrElse(
              listed -> all.add(QuoteView.json(symbol, venue.prices().quote(listed, venue.now()))),
              () ->
                  errors
                      .addObject()
                      .put("Symbol", symbol)
                      .put("Error", "FAILED, Symbol not found"));
    }
    return HttpReply.json(200, json);
  }

  static List<String> wanted(String list) {
    var wanted = new LinkedHashSet<>(List.of(list.split(",", -1)));
    if (wanted.size() > MAX_SYMBOLS) {
      throw Refusal.badRequest("At most %d symbols.".formatted(MAX_SYMBOLS));
    }
    return List.copyOf(wanted);
  }

  HttpReply details(String list) {
    var json = Json.object();
    var all = json.putArray("Symbols");
    var errors = json.putArray("Errors");
    for (var symbol : wanted(list)) {
      symbols
          .find(symbol)
          .ifPresentOrElse(
              listed -> all.add(detail(symbol, listed)),
              () ->
                  errors
                      .addObject()
                      .put("Symbol", symbol)
                      .put("Error", "NotFound")
                      .put("Message", "Symbol not found"));
    }
    return HttpReply.json(200, json);
  }

  private static ObjectNode detail(String symbol, Listed listed) {
    var json =
        Json.object()
            .put("AssetType", Symbols.assetType(listed))
            .put("Country", "United States")
            .put("Currency", "USD")
            .put("Description", listed.name())
            .put("Exchange", exchange(listed))
            .put("Symbol", symbol)
            .put("Root", listed.isOption() ? symbol.split(" ", 2)[0] : symbol);
    if (listed.instrument() instanceof Instrument.Option option) {
      json.put("ExpirationDate", option.osi().expiry() + "T00:00:00Z")
          .put("OptionType", option.osi().right() == OptionRight.CALL ? "Call" : "Put")
          .put("StrikePrice", Amounts.plain(option.osi().strike()))
          .put("Underlying", option.underlying());
    }
    json.putObject("PriceFormat")
        .put("Format", "Decimal")
        .put("Decimals", String.valueOf(listed.priceDecimals()))
        .put("IncrementStyle", "Simple")
        .put("Increment", BigDecimal.ONE.movePointLeft(listed.priceDecimals()).toPlainString())
        .put("PointValue", Amounts.plain(listed.multiplier()));
    json.putObject("QuantityFormat")
        .put("Format", "Decimal")
        .put("Decimals", "0")
        .put("IncrementStyle", "Simple")
        .put("Increment", "1")
        .put("MinimumTradeQuantity", "1");
    return json;
  }

  private static String exchange(Listed listed) {
    var market = listed.market();
    return switch (market == null ? "" : market.code()) {
      case "XNAS" -> "NASDAQ";
      case "XNYS" -> "NYSE";
      case "ARCX" -> "ARCX";
      default -> "";
    };
  }

  HttpReply expirations(String underlying) {
    var json = Json.object();
    var all = json.putArray("Expirations");
    var days = new TreeSet<java.time.LocalDate>();
    contracts(underlying).forEach(option -> days.add(option.osi().expiry()));
    for (var day : days) {
      all.addObject()
          .put("Date", day.atStartOfDay().toInstant(ZoneOffset.UTC).toString())
          .put("Type", "Weekly");
    }
    return HttpReply.json(200, json);
  }

  HttpReply strikes(String underlying, HttpCall call) {
    var day = call.parameter("expiration").map(text -> text.split("T", 2)[0]);
    var prices = new TreeSet<BigDecimal>();
    for (var option : contracts(underlying)) {
      if (day.isEmpty() || option.osi().expiry().toString().equals(day.get())) {
        prices.add(option.osi().strike());
      }
    }
    var json = Json.object().put("SpreadType", "Single");
    var all = json.putArray("Strikes");
    prices.forEach(price -> all.addArray().add(Amounts.plain(price)));
    return HttpReply.json(200, json);
  }

  HttpReply cryptoPairs() {
    var json = Json.object();
    var all = json.putArray("SymbolNames");
    venue.prices().listings().stream().filter(Listed::isCrypto).map(Symbols::of).forEach(all::add);
    return HttpReply.json(200, json);
  }

  HttpReply spreadTypes() {
    var json = Json.object();
    json.putArray("SpreadTypes")
        .addObject()
        .put("Name", "Single")
        .put("StrikeInterval", false)
        .put("ExpirationInterval", false);
    return HttpReply.json(200, json);
  }

  private List<Instrument.Option> contracts(String underlying) {
    var share =
        symbols
            .find(underlying)
            .filter(OptionChain::hasOptions)
            .orElseThrow(() -> Refusal.notFound("Symbol not found"));
    var now = venue.now();
    return OptionChain.contracts(share, venue.prices().quote(share, now).last(), now).stream()
        .map(Listed::instrument)
        .map(Instrument.Option.class::cast)
        .toList();
  }
}
