package io.brokerway.simulators.tradestation;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import tools.jackson.databind.node.ObjectNode;

/** Shows a holding of the venue as TradeStation's position object. */
final class PositionView {
  private static final int PRICE_DECIMALS = 4;
  private static final BigDecimal QUARTER = new BigDecimal("0.25");

  private final Venue venue;

  PositionView(Venue venue) {
    this.venue = venue;
  }

  ObjectNode json(Holder holder, VenuePosition position) {
    var now = venue.now();
    var listed = position.listed();
    var quote = venue.prices().quote(listed, now);
    var quantity = position.quantity();
    var units = quantity.multiply(listed.multiplier());
    var previous = position.previousClose();
    var today = position.currentPrice().subtract(previous).multiply(units);
    var json =
        Json.object()
            .put("AccountID", holder.id())
            .put("PositionID", id(holder, position))
            .put("Symbol", Symbols.of(listed))
            .put("AssetType", Symbols.assetType(listed))
            .put("LongShort", quantity.signum() < 0 ? "Short" : "Long")
            .put("Quantity", Amounts.plain(quantity))
            .put("AveragePrice", price(position.averagePrice()))
            .put("Last", price(position.currentPrice()))
            .put("Bid", price(quote.bid()))
            .put("Ask", price(quote.ask()))
            .put("ConversionRate", "1")
            .put("DayTradeRequirement", "0")
            .put("InitialRequirement", "0")
            .put("MaintenanceMargin", Amounts.cents(position.marketValue().abs().multiply(QUARTER)))
            .put("MarketValue", Amounts.cents(position.marketValue()))
            .put("MarkToMarketPrice", price(previous))
            .put("TodaysProfitLoss", Amounts.cents(today))
            .put("TotalCost", Amounts.cents(position.costBasis()))
            .put("UnrealizedProfitLoss", Amounts.cents(position.unrealizedProfit()))
            .put(
                "UnrealizedProfitLossPercent",
                Amounts.percent(position.unrealizedProfit(), position.costBasis().abs()))
            .put(
                "UnrealizedProfitLossQty",
                price(position.currentPrice().subtract(position.averagePrice())))
            .put("Timestamp", Amounts.time(now));
    if (listed.instrument() instanceof Instrument.Option option) {
      json.put(
          "ExpirationDate",
          Amounts.time(option.osi().expiry().atStartOfDay().toInstant(ZoneOffset.UTC)));
    }
    return json;
  }

  /** A number that is always the same for an instrument in an account. */
  static String id(Holder holder, VenuePosition position) {
    var sum = new CRC32();
    var text = holder.id() + " " + position.listed().symbol();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.valueOf(sum.getValue());
  }

  private static String price(BigDecimal price) {
    return Amounts.plain(price.setScale(PRICE_DECIMALS, RoundingMode.HALF_UP));
  }
}
