package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OptionChain;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /chains} and {@code /expirationchain}; without the figures of a model. */
final class ChainApi {
  private static final Set<String> TYPES = Set.of("CALL", "PUT", "ALL");

  private final Symbols symbols;
  private final PriceSource prices;
  private final Clock clock;

  ChainApi(Symbols symbols, PriceSource prices, Clock clock) {
    this.symbols = symbols;
    this.prices = prices;
    this.clock = clock;
  }

  HttpReply chain(HttpCall call) {
    var share = share(call);
    var type = call.parameter("contractType").orElse("ALL");
    if (!TYPES.contains(type)) {
      throw MarketHost.parameter("contractType", "is not one of the values accepted");
    }
    var contracts =
        contracts(share).stream()
            .filter(
                listed -> type.equals("ALL") || option(listed).osi().right().name().equals(type))
            .toList();
    var answer =
        Json.object()
            .put("symbol", Symbols.symbol(share))
            .put("status", "SUCCESS")
            .put("strategy", "SINGLE")
            .put("isDelayed", false)
            .put("isIndex", false)
            .put("underlyingPrice", prices.quote(share, clock.instant()).last())
            .put("numberOfContracts", contracts.size());
    var calls = answer.putObject("callExpDateMap");
    var puts = answer.putObject("putExpDateMap");
    for (var listed : contracts) {
      var osi = option(listed).osi();
      var side = osi.right() == OptionRight.CALL ? calls : puts;
      side.withObjectProperty("%s:%d".formatted(osi.expiry(), days(osi.expiry())))
          .putArray(Numbers.quantity(osi.strike()).toPlainString())
          .add(contract(listed));
    }
    return HttpReply.json(200, answer);
  }

  HttpReply expirations(HttpCall call) {
    var answer = Json.object();
    var list = answer.putArray("expirationList");
    contracts(share(call)).stream()
        .map(listed -> option(listed).osi().expiry())
        .distinct()
        .sorted()
        .forEach(expiry ->
            list.addObject()
                .put("expirationDate", expiry.toString())
                .put("daysToExpiration", days(expiry))
                .put("expirationType", "W")
                .put("settlementType", "P")
                .put("standard", true));
    return HttpReply.json(200, answer);
  }

  private ObjectNode contract(Listed listed) {
    var quote = prices.quote(listed, clock.instant());
    var osi = option(listed).osi();
    return Json.object()
        .put("putCall", osi.right().name())
        .put("symbol", Symbols.symbol(listed))
        .put("description", listed.name())
        .put("bid", quote.bid())
        .put("ask", quote.ask())
        .put("last", quote.last())
        .put("mark", quote.last())
        .put("bidSize", quote.bidSize().longValue())
        .put("askSize", quote.askSize().longValue())
        .put("strikePrice", osi.strike())
        .put("expirationDate", osi.expiry() + "T20:00:00.000+00:00")
        .put("daysToExpiration", days(osi.expiry()))
        .put("multiplier", option(listed).multiplier());
  }

  private Listed share(HttpCall call) {
    var symbol =
        call.parameter("symbol").orElseThrow(() -> MarketHost.parameter("symbol", "is required"));
    return symbols
        .find(symbol)
        .filter(OptionChain::hasOptions)
        .orElseThrow(() -> Refusal.gateway(404, "Not Found", "No chain found for " + symbol));
  }

  private List<Listed> contracts(Listed share) {
    var now = clock.instant();
    return OptionChain.contracts(share, prices.quote(share, now).last(), now);
  }

  private long days(LocalDate expiry) {
    return ChronoUnit.DAYS.between(MarketHost.NEW_YORK.dateOf(clock.instant()), expiry);
  }

  private static Instrument.Option option(Listed listed) {
    return (Instrument.Option) listed.instrument();
  }
}
