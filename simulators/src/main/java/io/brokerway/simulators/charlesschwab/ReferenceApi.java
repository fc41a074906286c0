package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.node.ObjectNode;

/** {@code /instruments} and {@code /markets}. */
final class ReferenceApi {
  private static final Set<String> PROJECTIONS =
      Set.of("symbol-search", "symbol-regex", "desc-search", "desc-regex", "search", "fundamental");
  private static final Set<String> MARKETS = Set.of("equity", "option", "bond", "future", "forex");

  private final Symbols symbols;
  private final PriceSource prices;
  private final Clock clock;

  ReferenceApi(Symbols symbols, PriceSource prices, Clock clock) {
    this.symbols = symbols;
    this.prices = prices;
    this.clock = clock;
  }

  HttpReply instruments(HttpCall call) {
    var wanted =
        call.parameter("symbol").orElseThrow(() -> MarketHost.parameter("symbol", "is required"));
    var projection =
        call.parameter("projection")
            .filter(PROJECTIONS::contains)
            .orElseThrow(() -> MarketHost.parameter("projection", "is required"));
    var answer = Json.object();
    var found = answer.putArray("instruments");
    prices.listings().stream()
        .filter(listed -> !listed.isCrypto())
        .filter(matching(projection, wanted))
        .forEach(listed -> found.add(instrument(listed)));
    return HttpReply.json(200, answer);
  }

  HttpReply instrument(String cusip) {
    return prices.listings().stream()
        .filter(listed -> !listed.isCrypto() && Symbols.cusip(listed).equals(cusip))
        .findFirst()
        .map(listed -> HttpReply.json(200, instrument(listed)))
        .orElseThrow(() -> Refusal.gateway(404, "Not Found", "No instrument has that cusip"));
  }

  private Predicate<Listed> matching(String projection, String wanted) {
    try {
      return switch (projection) {
        case "symbol-regex" -> {
          var pattern = Pattern.compile(wanted);
          yield listed -> pattern.matcher(Symbols.symbol(listed)).matches();
        }
        case "desc-regex" -> {
          var pattern = Pattern.compile(wanted, Pattern.CASE_INSENSITIVE);
          yield listed -> pattern.matcher(listed.name()).matches();
        }
        case "desc-search", "search" ->
            listed ->
                listed.name().toUpperCase(Locale.ROOT).contains(wanted.toUpperCase(Locale.ROOT));
        default -> {
          var names = List.of(wanted.split(",", -1));
          yield listed ->
              names.stream()
                  .anyMatch(name ->
                      symbols
                          .find(name)
                          .filter(found -> found.symbol().equals(listed.symbol()))
                          .isPresent());
        }
      };
    } catch (PatternSyntaxException e) {
      throw MarketHost.parameter("symbol", "is not a pattern");
    }
  }

  private static ObjectNode instrument(Listed listed) {
    return Json.object()
        .put("cusip", Symbols.cusip(listed))
        .put("symbol", Symbols.symbol(listed))
        .put("description", listed.name())
        .put("exchange", "NASDAQ")
        .put("assetType", Symbols.isFund(listed) ? "ETF" : "EQUITY");
  }

  HttpReply markets(List<String> names, HttpCall call) {
    if (names.isEmpty() || !MARKETS.containsAll(names)) {
      throw MarketHost.parameter("markets", "is not one of the values accepted");
    }
    var day = call.parameter("date").map(ReferenceApi::date).orElse(today());
    var answer = Json.object();
    for (var name : names) {
      var product = name.equals("option") ? "EQO" : "EQ";
      var hours =
          answer
              .putObject(name)
              .putObject(product)
              .put("date", day.toString())
              .put("marketType", name.toUpperCase(Locale.ROOT))
              .put("product", product)
              .put("isOpen", MarketHost.NEW_YORK.isTradingDay(day));
      MarketHost.NEW_YORK
          .open(day)
          .ifPresent(open ->
              hours
                  .putObject("sessionHours")
                  .putArray("regularMarket")
                  .addObject()
                  .put("start", local(open))
                  .put("end", local(MarketHost.NEW_YORK.close(day).orElseThrow())));
    }
    return HttpReply.json(200, answer);
  }

  private LocalDate today() {
    return MarketHost.NEW_YORK.dateOf(clock.instant());
  }

  private static String local(Instant at) {
    return OffsetDateTime.ofInstant(at, MarketHost.NEW_YORK.zone()).toString();
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw MarketHost.parameter("date", "is not a date");
    }
  }
}
