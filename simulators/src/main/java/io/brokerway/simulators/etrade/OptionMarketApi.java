package io.brokerway.simulators.etrade;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OptionChain;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/market/optionchains} and {@code /v1/market/optionexpiredate}. */
final class OptionMarketApi {
  private static final int MAX_STRIKES = 1_000;
  private static final Set<String> CHAINS = Set.of("CALL", "PUT", "CALLPUT");
  private static final Set<String> CATEGORIES = Set.of("STANDARD", "ALL", "MINI");
  private static final Set<String> PRICE_TYPES = Set.of("ATNM", "ALL");

  private final PriceSource prices;
  private final Products products;
  private final Clock clock;

  OptionMarketApi(PriceSource prices, Products products, Clock clock) {
    this.prices = prices;
    this.products = products;
    this.clock = clock;
  }

  HttpReply expiries(Asked asked) {
    var answer = Json.object();
    var dates = answer.putArray("ExpirationDate");
    contracts(share(asked)).stream()
        .map(OsiSymbol::expiry)
        .distinct()
        .sorted()
        .forEach(day ->
            dates
                .addObject()
                .put("year", day.getYear())
                .put("month", day.getMonthValue())
                .put("day", day.getDayOfMonth())
                .put("expiryType", isMonthly(day) ? "MONTHLY" : "WEEKLY"));
    return asked.answer("OptionExpireDateResponse", answer);
  }

  HttpReply chain(Asked asked) {
    var share = share(asked);
    var chain = asked.word("chainType", "CALLPUT", CHAINS);
    asked.word("optionCategory", "STANDARD", CATEGORIES);
    asked.word("priceType", "ATNM", PRICE_TYPES);
    var last = prices.quote(share, clock.instant()).last();
    var all = contracts(share);
    var expiry = expiry(asked).orElseGet(() -> nearest(all));
    var strikes = new TreeMap<BigDecimal, ObjectNode>();
    for (var strike : strikes(asked, all, expiry, last)) {
      strikes.put(strike, Json.object());
    }
    for (var osi : all) {
      var pair = strikes.get(osi.strike());
      var word = osi.right() == OptionRight.CALL ? "Call" : "Put";
      if (pair != null
          && osi.expiry().equals(expiry)
          && chain.contains(word.toUpperCase(Locale.ROOT))) {
        pair.set(word, option(osi, last));
      }
    }
    var answer = Json.object();
    var pairs = answer.putArray("OptionPair");
    strikes.values().forEach(pairs::add);
    answer
        .put("timeStamp", clock.instant().getEpochSecond())
        .put("quoteType", "REALTIME")
        .put("nearPrice", Figures.plain(last));
    answer
        .putObject("SelectedED")
        .put("month", expiry.getMonthValue())
        .put("year", expiry.getYear())
        .put("day", expiry.getDayOfMonth());
    return asked.answer("OptionChainResponse", answer);
  }

  private ObjectNode option(OsiSymbol osi, BigDecimal shareLast) {
    var listed = prices.find(osi.padded()).orElseThrow();
    var quote = prices.quote(listed, clock.instant());
    var call = osi.right() == OptionRight.CALL;
    var above = shareLast.compareTo(osi.strike());
    var inside = call ? above > 0 : above < 0;
    return Json.object()
        .put("optionCategory", "STANDARD")
        .put("optionRootSymbol", osi.root())
        .put("timeStamp", clock.instant().getEpochSecond())
        .put("adjustedFlag", false)
        .put("displaySymbol", listed.name())
        .put("optionType", call ? "CALL" : "PUT")
        .put("strikePrice", osi.strike())
        .put("symbol", osi.root())
        .put("bid", Figures.plain(quote.bid()))
        .put("ask", Figures.plain(quote.ask()))
        .put("bidSize", quote.bidSize().longValue())
        .put("askSize", quote.askSize().longValue())
        .put("inTheMoney", inside ? "y" : "n")
        .put("volume", quote.dayVolume().longValue())
        .put("netChange", Figures.cents(quote.last().subtract(quote.previousClose())))
        .put("lastPrice", Figures.plain(quote.last()))
        .put("osiKey", Products.osiKey(osi));
  }

  /** Those nearest to a price, where the call bounds their number. */
  private static List<BigDecimal> strikes(
      Asked asked, List<OsiSymbol> all, LocalDate expiry, BigDecimal last) {
    var near = asked.parameter("strikePriceNear").map(OptionMarketApi::price).orElse(last);
    var most = asked.number("noOfStrikes", MAX_STRIKES, 1, MAX_STRIKES);
    return all.stream()
        .filter(osi -> osi.expiry().equals(expiry))
        .map(OsiSymbol::strike)
        .distinct()
        .sorted(Comparator.comparing(strike -> strike.subtract(near).abs()))
        .limit(most)
        .toList();
  }

  private static LocalDate nearest(List<OsiSymbol> all) {
    return all.stream().map(OsiSymbol::expiry).min(LocalDate::compareTo).orElseThrow();
  }

  private static Optional<LocalDate> expiry(Asked asked) {
    if (asked.parameter("expiryYear").isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              asked.number("expiryYear", 0, 2000, 2100),
              asked.number("expiryMonth", 1, 1, 12),
              asked.number("expiryDay", 1, 1, 31)));
    } catch (DateTimeException e) {
      throw Refusal.invalid("The expiry is not a date");
    }
  }

  private static BigDecimal price(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid strikePriceNear: " + text);
    }
  }

  private Listed share(Asked asked) {
    var symbol = asked.parameter("symbol").orElse("");
    return products
        .share(symbol)
        .filter(OptionChain::hasOptions)
        .orElseThrow(() -> Products.unknown(symbol));
  }

  private List<OsiSymbol> contracts(Listed share) {
    var now = clock.instant();
    return OptionChain.contracts(share, prices.quote(share, now).last(), now).stream()
        .map(Listed::instrument)
        .map(instrument -> ((Instrument.Option) instrument).osi())
        .toList();
  }

  private static boolean isMonthly(LocalDate day) {
    var third = day.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
    return day.equals(third) || day.equals(third.minusDays(1));
  }
}
