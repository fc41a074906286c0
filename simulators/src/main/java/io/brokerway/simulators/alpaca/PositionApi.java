package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/positions}: what is held, and closing it. */
final class PositionApi {
  private static final int MAX_DECIMALS = 9;
  private static final BigDecimal ALL = new BigDecimal(100);

  private final Venue venue;
  private final Assets assets;
  private final OrderDesk desk;
  private final OrderView view;
  private final Supplier<String> ids;

  PositionApi(Venue venue, Assets assets, OrderDesk desk, OrderView view, Supplier<String> ids) {
    this.venue = venue;
    this.assets = assets;
    this.desk = desk;
    this.view = view;
    this.ids = ids;
  }

  HttpReply list(Holder holder) {
    var all = Json.array();
    venue.positions(holder.key()).forEach(position -> all.add(json(position)));
    return HttpReply.json(200, all);
  }

  HttpReply one(Holder holder, String name) {
    return HttpReply.json(200, json(find(holder, name)));
  }

  HttpReply close(Holder holder, String name, HttpCall call) {
    var position = find(holder, name);
    var order = close(holder, position, closing(position, call));
    return HttpReply.json(200, order);
  }

  HttpReply closeAll(Holder holder, HttpCall call) {
    if (call.parameter("cancel_orders").map(Boolean::parseBoolean).orElse(false)) {
      for (var open : venue.openOrders(holder.key())) {
        if (venue.order(holder.key(), open.id()).filter(now -> now.isOpen()).isPresent()) {
          desk.cancel(holder, open.id());
        }
      }
    }
    var all = Json.array();
    for (var position : venue.positions(holder.key())) {
      all.add(closed(holder, position));
    }
    return HttpReply.json(207, all);
  }

  private ObjectNode closed(Holder holder, VenuePosition position) {
    var entry = Json.object().put("symbol", Assets.positionSymbol(position.listed()));
    try {
      var order = close(holder, position, position.quantity().abs());
      entry.put("status", 200).set("body", order);
    } catch (Refusal refusal) {
      var reply = refusal.reply();
      entry.put("status", reply.status()).set("body", Json.read(reply.body()));
    }
    return entry;
  }

  private ObjectNode close(Holder holder, VenuePosition position, BigDecimal quantity) {
    var listed = position.listed();
    var request =
        new OrderRequest(
            Assets.symbol(listed),
            quantity,
            null,
            position.quantity().signum() < 0,
            OrderType.MARKET,
            listed.isCrypto() ? TimeInForce.GTC : TimeInForce.DAY,
            null,
            null,
            null,
            false,
            null,
            OrderClass.SIMPLE,
            null,
            null,
            List.of(),
            position.quantity().signum() < 0 ? "buy_to_close" : "sell_to_close");
    return view.fresh(desk.place(holder, request, ids.get(), "close-position"));
  }

  private static BigDecimal closing(VenuePosition position, HttpCall call) {
    var held = position.quantity().abs();
    var qty = call.parameter("qty").map(text -> number("qty", text));
    var percentage = call.parameter("percentage").map(text -> number("percentage", text));
    if (qty.isPresent() && percentage.isPresent()) {
      throw Refusal.invalid("only one of qty or percentage is accepted");
    }
    if (percentage.isPresent()) {
      if (percentage.get().compareTo(ALL) > 0) {
        throw Refusal.invalid("percentage must be between 0 and 100");
      }
      return held.multiply(percentage.get()).divide(ALL, MAX_DECIMALS, RoundingMode.DOWN);
    }
    return qty.orElse(held);
  }

  private static BigDecimal number(String name, String text) {
    try {
      var number = new BigDecimal(text);
      if (number.signum() > 0 && number.scale() <= MAX_DECIMALS && number.precision() <= 40) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, text));
    }
    throw Refusal.invalid("invalid %s: %s".formatted(name, text));
  }

  private VenuePosition find(Holder holder, String name) {
    var listed = assets.find(name);
    return venue.positions(holder.key()).stream()
        .filter(position ->
            listed.filter(position.listed()::equals).isPresent()
                || Assets.id(position.listed()).equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("position does not exist"));
  }

  private static ObjectNode json(VenuePosition position) {
    var listed = position.listed();
    var today = position.currentPrice().subtract(position.previousClose());
    var units = position.quantity().multiply(listed.multiplier());
    var todayProfit = today.multiply(units);
    var cost = position.costBasis().abs();
    return Json.object()
        .put("asset_id", Assets.id(listed))
        .put("symbol", Assets.positionSymbol(listed))
        .put("exchange", Assets.exchange(listed))
        .put("asset_class", Assets.assetClass(listed))
        .put("asset_marginable", !listed.isCrypto() && !listed.isOption())
        .put("qty", Amounts.plain(position.quantity()))
        .put("qty_available", available(position))
        .put("side", position.quantity().signum() < 0 ? "short" : "long")
        .put("avg_entry_price", Amounts.plain(position.averagePrice()))
        .put("cost_basis", Amounts.plain(position.costBasis()))
        .put("market_value", Amounts.plain(position.marketValue()))
        .put("current_price", Amounts.plain(position.currentPrice()))
        .put("lastday_price", Amounts.plain(position.previousClose()))
        .put("change_today", Amounts.plain(Amounts.ratio(today, position.previousClose())))
        .put("unrealized_pl", Amounts.plain(position.unrealizedProfit()))
        .put("unrealized_plpc", Amounts.plain(Amounts.ratio(position.unrealizedProfit(), cost)))
        .put("unrealized_intraday_pl", Amounts.plain(todayProfit))
        .put(
            "unrealized_intraday_plpc",
            Amounts.plain(
                Amounts.ratio(todayProfit, position.previousClose().multiply(units).abs())));
  }

  private static String available(VenuePosition position) {
    return Amounts.plain(
        position.quantity().signum() < 0 ? position.available().negate() : position.available());
  }
}
