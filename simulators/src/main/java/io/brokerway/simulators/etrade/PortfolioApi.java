package io.brokerway.simulators.etrade;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/accounts/{key}/portfolio}: what is held, and its lots. */
final class PortfolioApi {
  private static final int USUAL_COUNT = 50;
  private static final int MAX_COUNT = 1_000;
  private static final int MAX_PAGE = 100_000;
  private static final long FIRST_ID = 10_000_000_000L;
  private static final Set<String> VIEWS =
      Set.of("QUICK", "PERFORMANCE", "FUNDAMENTAL", "OPTIONSWATCH", "COMPLETE");

  private final Venue venue;

  PortfolioApi(Venue venue) {
    this.venue = venue;
  }

  HttpReply list(Asked asked, Holder holder) {
    var count = asked.number("count", USUAL_COUNT, 1, MAX_COUNT);
    var page = asked.number("pageNumber", 1, 1, MAX_PAGE);
    asked.word("view", "QUICK", VIEWS);
    var descending = asked.word("sortOrder", "ASC", Set.of("ASC", "DESC")).equals("DESC");
    var bySymbol = Comparator.<VenuePosition, String>comparing(held -> held.listed().symbol());
    var positions =
        venue.positions(holder.key()).stream()
            .sorted(descending ? bySymbol.reversed() : bySymbol)
            .toList();
    if (positions.isEmpty()) {
      return HttpReply.empty(204);
    }
    var pages = (positions.size() + count - 1) / count;
    var portfolio = Json.object().put("accountId", holder.id()).put("totalPages", pages);
    if (page < pages) {
      portfolio
          .put("next", asked.link(holder, "portfolio?pageNumber=" + (page + 1)))
          .put("nextPageNo", String.valueOf(page + 1));
    }
    var rows = portfolio.putArray("Position");
    positions.stream()
        .skip((page - 1L) * count)
        .limit(count)
        .forEach(position -> rows.add(row(asked, holder, position)));
    var answer = Json.object();
    if (asked.flag("totalsRequired", false)) {
      answer.set("Totals", totals(holder, positions));
    }
    answer.putArray("AccountPortfolio").add(portfolio);
    return asked.answer("PortfolioResponse", answer);
  }

  HttpReply lots(Asked asked, Holder holder, String id) {
    var position =
        venue.positions(holder.key()).stream()
            .filter(held -> String.valueOf(id(holder, held)).equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("The position %s was not found.".formatted(id)));
    var answer = Json.object();
    answer
        .putArray("PositionLot")
        .addObject()
        .put("positionId", id(holder, position))
        .put("positionLotId", id(holder, position))
        .put("price", Figures.plain(position.averagePrice()))
        .put("termCode", 0)
        .put("daysGain", daysGain(position))
        .put("marketValue", Figures.cents(position.marketValue()))
        .put("totalCost", Figures.cents(position.costBasis()))
        .put("originalQty", Figures.plain(position.quantity()))
        .put("remainingQty", Figures.plain(position.quantity()))
        .put("availableQty", Figures.plain(position.available()))
        .put("orderNo", 0)
        .put("legNo", 1)
        .put("acquiredDate", acquired(holder, position).toEpochMilli());
    return asked.answer("PositionLotsResponse", answer);
  }

  private ObjectNode row(Asked asked, Holder holder, VenuePosition position) {
    var listed = position.listed();
    var quantity = position.quantity();
    var id = id(holder, position);
    var json =
        Json.object()
            .put("positionId", id)
            .put("symbolDescription", listed.name())
            .put("dateAcquired", acquired(holder, position).toEpochMilli())
            .put("pricePaid", Figures.plain(position.averagePrice()))
            .put("commissions", 0)
            .put("otherFees", 0)
            .put("quantity", Figures.plain(quantity))
            .put("positionIndicator", quantity.signum() < 0 ? "TYPE5" : "TYPE1")
            .put("positionType", quantity.signum() < 0 ? "SHORT" : "LONG")
            .put("daysGain", daysGain(position))
            .put(
                "daysGainPct",
                Figures.percent(
                    position.currentPrice().subtract(position.previousClose()),
                    position.previousClose()))
            .put("marketValue", Figures.cents(position.marketValue()))
            .put("totalCost", Figures.cents(position.costBasis()))
            .put("totalGain", Figures.cents(position.unrealizedProfit()))
            .put(
                "totalGainPct",
                Figures.percent(position.unrealizedProfit(), position.costBasis().abs()))
            .put(
                "pctOfPortfolio",
                Figures.percent(position.marketValue(), venue.balance(holder.key()).equity()))
            .put("costPerShare", Figures.plain(position.averagePrice()))
            .put("todayCommissions", 0)
            .put("todayFees", 0)
            .put("todayPricePaid", 0)
            .put("todayQuantity", 0)
            .put("adjPrevClose", Figures.plain(position.previousClose()))
            .put("lotsDetails", asked.link(holder, "portfolio/" + id));
    if (listed.instrument() instanceof Instrument.Option option) {
      json.put("osiKey", Products.osiKey(option.osi()));
    }
    json.set("Product", Products.held(listed));
    json.set("Quick", quick(position));
    return json;
  }

  private ObjectNode quick(VenuePosition position) {
    var now = venue.now();
    var quote = venue.prices().quote(position.listed(), now);
    var trade = venue.prices().latestTrade(position.listed(), now);
    var change = quote.last().subtract(quote.previousClose());
    return Json.object()
        .put("lastTrade", Figures.plain(position.currentPrice()))
        .put("lastTradeTime", trade.at().getEpochSecond())
        .put("change", Figures.cents(change))
        .put("changePct", Figures.percent(change, quote.previousClose()))
        .put("volume", quote.dayVolume().longValue())
        .put("quoteStatus", "REALTIME");
  }

  private ObjectNode totals(Holder holder, List<VenuePosition> positions) {
    var gain = sum(positions, VenuePosition::unrealizedProfit);
    var value = sum(positions, VenuePosition::marketValue);
    var cost = sum(positions, VenuePosition::costBasis);
    return Json.object()
        .put("totalMarketValue", Figures.cents(value))
        .put("totalPricePaid", Figures.cents(cost))
        .put("totalGainLoss", Figures.cents(gain))
        .put("totalGainLossPct", Figures.percent(gain, cost.abs()))
        .put("cashBalance", Figures.cents(venue.balance(holder.key()).cash()));
  }

  private static BigDecimal sum(
      List<VenuePosition> positions, Function<VenuePosition, BigDecimal> part) {
    return positions.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal daysGain(VenuePosition position) {
    return Figures.cents(
        position
            .currentPrice()
            .subtract(position.previousClose())
            .multiply(position.quantity())
            .multiply(position.listed().multiplier()));
  }

  /** A number of its own for each holding of an account, the same in each life. */
  private static long id(Holder holder, VenuePosition position) {
    var sum = new CRC32();
    sum.update((holder.id() + position.listed().symbol()).getBytes(StandardCharsets.UTF_8));
    return FIRST_ID + sum.getValue();
  }

  /** When the holding was last opened. */
  private Instant acquired(Holder holder, VenuePosition position) {
    var held = BigDecimal.ZERO;
    var since = Instant.EPOCH;
    for (var entry : venue.transactions(holder.key(), 0, Integer.MAX_VALUE)) {
      if (entry.quantity() == null || !isOf(entry, position)) {
        continue;
      }
      since = held.signum() == 0 ? entry.at() : since;
      held = held.add(entry.quantity());
    }
    return since;
  }

  private static boolean isOf(VenueTransaction entry, VenuePosition position) {
    var listed = entry.listed();
    return listed != null && listed.symbol().equals(position.listed().symbol());
  }
}
