package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Shows the market of an instrument as Schwab's quotes. */
final class QuoteView {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int PERCENT_DECIMALS = 4;

  private final PriceSource prices;

  QuoteView(PriceSource prices) {
    this.prices = prices;
  }

  PriceSource prices() {
    return prices;
  }

  /**
   * The parts of a quote.
   *
   * @param fields {@code quote}, {@code reference}, {@code regular}, {@code extended}, {@code
   *     fundamental}
   */
  ObjectNode json(Listed listed, Set<String> fields, Instant at) {
    var market = prices.quote(listed, at);
    var json =
        Json.object()
            .put("assetMainType", listed.isOption() ? "OPTION" : "EQUITY")
            .put("assetSubType", Symbols.isFund(listed) ? "ETF" : "COE")
            .put("quoteType", "NBBO")
            .put("realtime", true)
            .put("ssid", Symbols.instrumentId(listed))
            .put("symbol", Symbols.symbol(listed));
    if (listed.isOption()) {
      json.remove(Set.of("assetSubType", "quoteType"));
    }
    if (fields.contains("quote")) {
      json.set("quote", quote(market));
    }
    if (fields.contains("reference")) {
      json.set("reference", reference(listed));
    }
    if (fields.contains("regular") && !listed.isOption()) {
      json.putObject("regular")
          .put("regularMarketLastPrice", market.last())
          .put("regularMarketLastSize", market.lastSize().longValue())
          .put("regularMarketNetChange", change(market))
          .put("regularMarketPercentChange", percent(market))
          .put("regularMarketTradeTime", at.toEpochMilli());
    }
    return json;
  }

  private ObjectNode quote(MarketQuote market) {
    var listed = market.listed();
    var at = market.at();
    var json = Json.object();
    if (!listed.isOption()) {
      yearRange(json, listed, at);
      json.put("askMICId", "ARCX").put("bidMICId", "XNAS").put("lastMICId", "XADF");
    }
    return json.put("askPrice", market.ask())
        .put("askSize", lots(market.askSize(), listed))
        .put("askTime", at.toEpochMilli())
        .put("bidPrice", market.bid())
        .put("bidSize", lots(market.bidSize(), listed))
        .put("bidTime", at.toEpochMilli())
        .put("closePrice", market.previousClose())
        .put("highPrice", market.dayHigh())
        .put("lastPrice", market.last())
        .put("lastSize", market.lastSize().longValue())
        .put("lowPrice", market.dayLow())
        .put("mark", market.last())
        .put("markChange", change(market))
        .put("markPercentChange", percent(market))
        .put("netChange", change(market))
        .put("netPercentChange", percent(market))
        .put("openPrice", market.dayOpen())
        .put("quoteTime", at.toEpochMilli())
        .put("securityStatus", status(listed, at))
        .put("totalVolume", market.dayVolume().longValue())
        .put("tradeTime", prices.latestTrade(listed, at).at().toEpochMilli());
  }

  String status(Listed listed, Instant at) {
    var closed = prices.hours(listed, at).session() == MarketHours.Session.CLOSED;
    return closed ? "Closed" : "Normal";
  }

  private void yearRange(ObjectNode json, Listed listed, Instant at) {
    var days = prices.bars(listed, BarSize.DAY_1, at.minus(YEAR), at, 400, at);
    days.stream()
        .map(bar -> bar.high())
        .max(BigDecimal::compareTo)
        .ifPresent(high -> json.put("52WeekHigh", high));
    days.stream()
        .map(bar -> bar.low())
        .min(BigDecimal::compareTo)
        .ifPresent(low -> json.put("52WeekLow", low));
  }

  private static ObjectNode reference(Listed listed) {
    var json = Json.object();
    if (listed.instrument() instanceof Instrument.Option option) {
      return json.put("contractType", option.osi().right().name().substring(0, 1))
          .put("description", listed.name())
          .put("exchange", "o")
          .put("exchangeName", "OPR")
          .put("expirationDay", option.osi().expiry().getDayOfMonth())
          .put("expirationMonth", option.osi().expiry().getMonthValue())
          .put("expirationYear", option.osi().expiry().getYear())
          .put("multiplier", option.multiplier())
          .put("strikePrice", option.osi().strike())
          .put("underlying", option.underlying());
    }
    return json.put("cusip", Symbols.cusip(listed))
        .put("description", listed.name())
        .put("exchange", "Q")
        .put("exchangeName", "NASDAQ")
        .put("isHardToBorrow", false)
        .put("isShortable", true)
        .put("htbRate", new BigDecimal("0.0"));
  }

  /** Sizes of shares come in lots of a hundred. */
  static long lots(BigDecimal size, Listed listed) {
    return listed.isOption()
        ? size.longValue()
        : size.divide(HUNDRED, 0, RoundingMode.UP).longValue();
  }

  static BigDecimal change(MarketQuote market) {
    return market.last().subtract(market.previousClose());
  }

  static BigDecimal percent(MarketQuote market) {
    return market.previousClose().signum() == 0
        ? BigDecimal.ZERO
        : change(market)
            .multiply(HUNDRED)
            .divide(market.previousClose(), PERCENT_DECIMALS, RoundingMode.HALF_UP);
  }
}
