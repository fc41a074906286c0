package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows prices as Alpaca's quotes, trades, bars and snapshots, in numbers. */
final class MarketView {
  private static final BigDecimal THREE = new BigDecimal(3);
  private static final BigDecimal SHARES_PER_TRADE = new BigDecimal(100);
  private static final Duration DAYS_TO_LOOK_BACK = Duration.ofDays(6);
  private static final int VWAP_DECIMALS = 6;

  private final PriceSource prices;

  MarketView(PriceSource prices) {
    this.prices = prices;
  }

  PriceSource prices() {
    return prices;
  }

  ObjectNode quote(Listed listed, Instant at) {
    var quote = prices.quote(listed, at);
    var json = Json.object().put("t", Amounts.time(at));
    if (listed.isCrypto()) {
      return json.put("ap", quote.ask())
          .put("as", quote.askSize())
          .put("bp", quote.bid())
          .put("bs", quote.bidSize());
    }
    json.put("ax", "V")
        .put("ap", quote.ask())
        .put("as", quote.askSize().longValue())
        .put("bx", "V")
        .put("bp", quote.bid())
        .put("bs", quote.bidSize().longValue());
    json.putArray("c").add("R");
    return json.put("z", Assets.tape(listed));
  }

  ObjectNode trade(Listed listed, Instant at) {
    var trade = prices.latestTrade(listed, at);
    var json = Json.object().put("t", Amounts.time(trade.at()));
    if (listed.isCrypto()) {
      return json.put("p", trade.price())
          .put("s", trade.size())
          .put("i", trade.id())
          .put("tks", trade.id() % 2 == 0 ? "B" : "S");
    }
    json.put("x", "V").put("p", trade.price()).put("s", trade.size().longValue());
    json.putArray("c").add("@");
    return json.put("i", trade.id()).put("z", Assets.tape(listed));
  }

  /** As {@link #quote}, with one condition and no tape, as options are quoted. */
  ObjectNode optionQuote(Listed option, Instant at) {
    var quote = prices.quote(option, at);
    return Json.object()
        .put("t", Amounts.time(at))
        .put("ax", "C")
        .put("ap", quote.ask())
        .put("as", quote.askSize().longValue())
        .put("bx", "C")
        .put("bp", quote.bid())
        .put("bs", quote.bidSize().longValue())
        .put("c", "A");
  }

  ObjectNode optionTrade(Listed option, Instant at) {
    var trade = prices.latestTrade(option, at);
    return Json.object()
        .put("t", Amounts.time(trade.at()))
        .put("x", "C")
        .put("p", trade.price())
        .put("s", trade.size().longValue())
        .put("c", "I");
  }

  ObjectNode bar(Listed listed, Bar bar) {
    var volume = listed.isCrypto() ? bar.volume() : bar.volume().setScale(0, RoundingMode.HALF_UP);
    var typical =
        bar.high()
            .add(bar.low())
            .add(bar.close())
            .divide(THREE, VWAP_DECIMALS, RoundingMode.HALF_UP);
    return Json.object()
        .put("t", Amounts.time(bar.start()))
        .put("o", bar.open())
        .put("h", bar.high())
        .put("l", bar.low())
        .put("c", bar.close())
        .put("v", volume)
        .put("n", volume.divide(SHARES_PER_TRADE, 0, RoundingMode.UP).longValue())
        .put("vw", typical);
  }

  /** The newest bar of a size that has begun; null if there is none within days. */
  @Nullable Bar latestBar(Listed listed, BarSize size, Instant at) {
    var from =
        size == BarSize.DAY_1 ? at.minus(DAYS_TO_LOOK_BACK) : at.minus(size.span().multipliedBy(2));
    var bars = prices.bars(listed, size, from, at.plus(size.span()), 100, at);
    if (!bars.isEmpty()) {
      return bars.getLast();
    }
    var earlier = prices.bars(listed, size, at.minus(DAYS_TO_LOOK_BACK), at, 10_000, at);
    return earlier.isEmpty() ? null : earlier.getLast();
  }

  ObjectNode snapshot(Listed listed, Instant at) {
    var json = Json.object();
    json.set("latestTrade", trade(listed, at));
    json.set("latestQuote", quote(listed, at));
    var minute = latestBar(listed, BarSize.MINUTE_1, at.truncatedTo(ChronoUnit.MINUTES));
    if (minute != null) {
      json.set("minuteBar", bar(listed, minute));
    }
    var days =
        prices.bars(
            listed,
            BarSize.DAY_1,
            at.minus(DAYS_TO_LOOK_BACK),
            at.plus(BarSize.DAY_1.span()),
            100,
            at);
    if (!days.isEmpty()) {
      json.set("dailyBar", bar(listed, days.getLast()));
    }
    if (days.size() > 1) {
      json.set("prevDailyBar", bar(listed, days.get(days.size() - 2)));
    }
    return json;
  }
}
