package io.brokerway.simulators.coinbase;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /orders/historical/fills}: the exact record of trades, the newest first. */
final class FillApi {
  private static final int USUAL_FILLS = 100;
  private static final int MOST_FILLS = 3_000;
  private static final int BATCH = 1_000;
  private static final Set<String> SORTS = Set.of("UNKNOWN_SORT_BY", "PRICE", "TRADE_TIME");

  private final Venue venue;
  private final Orders orders;

  FillApi(Venue venue, Orders orders) {
    this.venue = venue;
    this.orders = orders;
  }

  HttpReply list(Portfolio portfolio, HttpCall call) {
    call.parameter("sort_by")
        .filter(word -> !SORTS.contains(word))
        .ifPresent(word -> {
          throw Refusal.invalid("parsing field \"sort_by\": \"%s\" is not valid".formatted(word));
        });
    var fills = wanted(portfolio, call);
    var page = Paging.of(call, fills, USUAL_FILLS, MOST_FILLS);
    var json = Json.object();
    var list = json.putArray("fills");
    page.rows().forEach(list::add);
    return HttpReply.json(200, json.put("cursor", page.cursor()));
  }

  private List<ObjectNode> wanted(Portfolio portfolio, HttpCall call) {
    var orderIds = OrderQuery.words(call, "order_ids");
    var tradeIds = OrderQuery.words(call, "trade_ids");
    var productIds = OrderQuery.words(call, "product_ids");
    var from = OrderQuery.time(call, "start_sequence_timestamp");
    var to = OrderQuery.time(call, "end_sequence_timestamp");
    var found = new ArrayList<ObjectNode>();
    for (var trade : trades(venue, portfolio).reversed()) {
      var json = json(trade, portfolio);
      var fits =
          isIn(orderIds, json, "order_id")
              && isIn(tradeIds, json, "trade_id")
              && isIn(productIds, json, "product_id")
              && from.map(start -> !trade.at().isBefore(start)).orElse(true)
              && to.map(end -> trade.at().isBefore(end)).orElse(true);
      if (fits) {
        found.add(json);
      }
    }
    return found;
  }

  private static boolean isIn(Set<String> wanted, ObjectNode json, String field) {
    return wanted.isEmpty() || wanted.contains(json.path(field).asString());
  }

  /** All trades of a portfolio, the oldest first. */
  static List<VenueTransaction> trades(Venue venue, Portfolio portfolio) {
    return transactions(venue, portfolio).stream()
        .filter(one -> one.type() == TransactionType.BUY || one.type() == TransactionType.SELL)
        .toList();
  }

  /** The whole ledger of a portfolio, the oldest first. */
  static List<VenueTransaction> transactions(Venue venue, Portfolio portfolio) {
    var all = new ArrayList<VenueTransaction>();
    var batch = venue.transactions(portfolio.key(), 0, BATCH);
    while (!batch.isEmpty()) {
      all.addAll(batch);
      batch = venue.transactions(portfolio.key(), batch.getLast().sequence(), BATCH);
    }
    return all;
  }

  private ObjectNode json(VenueTransaction trade, Portfolio portfolio) {
    var venueOrder = required(trade.orderId());
    var listed = required(trade.listed());
    var json =
        Json.object()
            .put("entry_id", Portfolio.id("entry:" + trade.id()).replace("-", ""))
            .put("trade_id", trade.id())
            .put("order_id", orders.idOf(portfolio.key(), venueOrder))
            .put("trade_time", Texts.time(trade.at()))
            .put("trade_type", "FILL")
            .put("price", Texts.plain(required(trade.price())))
            .put("size", Texts.plain(required(trade.quantity()).abs()))
            .put("commission", Texts.plain(trade.fee()))
            .put("product_id", listed.symbol())
            .put("sequence_timestamp", Texts.time(trade.at()))
            .put("liquidity_indicator", "TAKER")
            .put("size_in_quote", false)
            .put("user_id", portfolio.userId())
            .put("side", trade.type() == TransactionType.BUY ? "BUY" : "SELL")
            .put("retail_portfolio_id", portfolio.id())
            .put("fill_source", "FILL_SOURCE_CLOB");
    json.putObject("commission_detail_total")
        .put("total_commission", Texts.plain(trade.fee()))
        .put("gst_commission", "0")
        .put("withholding_commission", "0")
        .put("client_commission", Texts.plain(trade.fee()))
        .put("venue_commission", "0")
        .put("regulatory_commission", "0")
        .put("clearing_commission", "0");
    return json;
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("a fill without its figures");
    }
    return part;
  }

  /** The value of a trade, without its fee. */
  static BigDecimal value(VenueTransaction trade) {
    return required(trade.price()).multiply(required(trade.quantity()).abs());
  }
}
