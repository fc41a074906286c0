package io.brokerway.simulators.coinbase;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /products/{id}/candles}: the newest first, 350 at most. */
final class CandleApi {
  private static final int MOST_CANDLES = 350;

  /** A width of candles and the bars that they are made of. */
  private record Granularity(Duration span, BarSize base) {}

  private static final Map<String, Granularity> GRANULARITIES =
      Map.of(
          "ONE_MINUTE", new Granularity(Duration.ofMinutes(1), BarSize.MINUTE_1),
          "FIVE_MINUTE", new Granularity(Duration.ofMinutes(5), BarSize.MINUTE_5),
          "FIFTEEN_MINUTE", new Granularity(Duration.ofMinutes(15), BarSize.MINUTE_15),
          "THIRTY_MINUTE", new Granularity(Duration.ofMinutes(30), BarSize.MINUTE_30),
          "ONE_HOUR", new Granularity(Duration.ofHours(1), BarSize.HOUR_1),
          "TWO_HOUR", new Granularity(Duration.ofHours(2), BarSize.HOUR_1),
          "SIX_HOUR", new Granularity(Duration.ofHours(6), BarSize.HOUR_1),
          "ONE_DAY", new Granularity(Duration.ofDays(1), BarSize.DAY_1));

  private final Products products;
  private final Clock clock;

  CandleApi(Products products, Clock clock) {
    this.products = products;
    this.clock = clock;
  }

  HttpReply list(Product product, HttpCall call) {
    var granularity = GRANULARITIES.get(call.parameter("granularity").orElse(""));
    if (granularity == null) {
      throw Refusal.invalid("parsing field \"granularity\": not a valid value");
    }
    var from = second(call, "start");
    var to = second(call, "end");
    var asked = Duration.between(from, to).dividedBy(granularity.span());
    if (asked > MOST_CANDLES) {
      throw Refusal.invalid("number of candles requested should be less than " + MOST_CANDLES);
    }
    var json = Json.object();
    var list = json.putArray("candles");
    grouped(product, granularity, from, to).reversed().stream()
        .limit(Paging.limit(call, MOST_CANDLES, MOST_CANDLES))
        .forEach(bar -> list.add(json(bar)));
    return HttpReply.json(200, json);
  }

  private List<Bar> grouped(Product product, Granularity granularity, Instant from, Instant to) {
    var base = granularity.base();
    var most = (int) (MOST_CANDLES * granularity.span().dividedBy(base.span()) + 1);
    var bars =
        products
            .prices()
            .bars(product.listed(), base, start(from, granularity), to, most, clock.instant());
    var groups = new ArrayList<Bar>();
    for (var bar : bars) {
      var start = start(bar.start(), granularity);
      if (groups.isEmpty() || !groups.getLast().start().equals(start)) {
        groups.add(at(start, bar));
      } else {
        groups.set(groups.size() - 1, joined(groups.getLast(), bar));
      }
    }
    return groups.stream().filter(bar -> !bar.start().isBefore(from)).toList();
  }

  private static Instant start(Instant at, Granularity granularity) {
    var seconds = granularity.span().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  private static Bar at(Instant start, Bar bar) {
    return new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
  }

  private static Bar joined(Bar earlier, Bar later) {
    return new Bar(
        earlier.start(),
        earlier.open(),
        earlier.high().max(later.high()),
        earlier.low().min(later.low()),
        later.close(),
        earlier.volume().add(later.volume()));
  }

  private static Instant second(HttpCall call, String name) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(call.parameter(name).orElse("")));
    } catch (NumberFormatException e) {
      throw Refusal.invalid("parsing field \"%s\": Unix seconds are required".formatted(name));
    }
  }

  static ObjectNode json(Bar bar) {
    return Json.object()
        .put("start", String.valueOf(bar.start().getEpochSecond()))
        .put("low", Texts.plain(bar.low()))
        .put("high", Texts.plain(bar.high()))
        .put("open", Texts.plain(bar.open()))
        .put("close", Texts.plain(bar.close()))
        .put("volume", Texts.plain(bar.volume()));
  }
}
