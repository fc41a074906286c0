package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the market as TradeStation's quote object. */
final class QuoteView {
  private static final int PRICE_DECIMALS = 4;

  private QuoteView() {}

  static ObjectNode json(String symbol, MarketQuote quote) {
    var change = quote.last().subtract(quote.previousClose());
    var json =
        Json.object()
            .put("Symbol", symbol)
            .put("Open", price(quote.dayOpen()))
            .put("High", price(quote.dayHigh()))
            .put("Low", price(quote.dayLow()))
            .put("PreviousClose", price(quote.previousClose()))
            .put("Last", price(quote.last()))
            .put("Close", price(quote.last()))
            .put("Ask", price(quote.ask()))
            .put("AskSize", Amounts.plain(quote.askSize()))
            .put("Bid", price(quote.bid()))
            .put("BidSize", Amounts.plain(quote.bidSize()))
            .put("NetChange", price(change))
            .put("NetChangePct", Amounts.percent(change, quote.previousClose()))
            .put("Volume", Amounts.plain(quote.dayVolume().setScale(0, RoundingMode.DOWN)))
            .put("TradeTime", Amounts.time(quote.at()))
            .put("LastSize", Amounts.plain(quote.lastSize()))
            .put("LastVenue", "XNAS")
            .put("DailyOpenInterest", "0")
            .put("TickSizeTier", "0");
    json.putObject("MarketFlags")
        .put("IsDelayed", false)
        .put("IsHardToBorrow", false)
        .put("IsBats", false)
        .put("IsHalted", false);
    return json;
  }

  private static String price(BigDecimal price) {
    return Amounts.plain(price.setScale(PRICE_DECIMALS, RoundingMode.HALF_UP));
  }
}
