package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads orders and groups of orders, and refuses what is not well formed. */
final class OrderRequestReader {
  /** Sources differ on the length; the shorter one is that of the present version. */
  private static final int MAX_CONFIRM_ID = 22;

  private static final int MAX_GROUP = 10;

  private static final Set<String> FIELDS =
      Set.of(
          "AccountID",
          "Symbol",
          "Quantity",
          "OrderType",
          "TradeAction",
          "TimeInForce",
          "LimitPrice",
          "StopPrice",
          "Route",
          "OrderConfirmID",
          "BuyingPowerWarning",
          "Legs",
          "OSOs",
          "AdvancedOptions");

  private static final Set<String> WARNINGS = Set.of("Enforce", "Preconfirmed", "Confirmed");

  private OrderRequestReader() {}

  static OrderRequest order(Body body) {
    return order(body, true);
  }

  static OrderRequest.Group group(Body body) {
    body.requireOnly(Set.of("Type", "Orders"));
    return group(body, true);
  }

  private static OrderRequest.Group group(Body body, boolean maySend) {
    var orders = body.objects("Orders");
    if (orders.isEmpty() || orders.size() > MAX_GROUP) {
      throw Refusal.badRequest("Orders must be 1 to %d".formatted(MAX_GROUP));
    }
    return new OrderRequest.Group(
        GroupKind.of(body.text("Type")),
        orders.stream().map(order -> order(order, maySend)).toList());
  }

  private static OrderRequest order(Body body, boolean maySend) {
    body.requireOnly(FIELDS);
    if (body.has("OSOs") && !maySend) {
      throw Refusal.notSimulated("an order that is sent by another and sends a third");
    }
    var warning = body.find("BuyingPowerWarning");
    if (warning.isPresent() && !WARNINGS.contains(warning.get())) {
      throw Refusal.badRequest("BuyingPowerWarning is not valid: " + warning.get());
    }
    var options = AdvancedOptions.read(body.object("AdvancedOptions"));
    var type = type(body.text("OrderType"), options.trail());
    var legs = body.objects("Legs").stream().map(OrderRequestReader::leg).toList();
    var limit = legs.isEmpty() ? body.positive("LimitPrice") : body.number("LimitPrice");
    var stop = body.positive("StopPrice");
    requirePrices(type, limit, stop);
    return new OrderRequest(
        body.text("AccountID"),
        legs.isEmpty() ? body.text("Symbol") : null,
        whole(body, "Quantity"),
        type,
        action(body),
        lifespan(body),
        type.needsLimitPrice() ? limit : null,
        type.needsStopPrice() ? stop : null,
        options.trail(),
        options.allOrNone(),
        body.find("Route").orElse("Intelligent"),
        confirmId(body),
        legs,
        sends(body));
  }

  private static List<OrderRequest.Group> sends(Body body) {
    return body.objects("OSOs").stream()
        .map(group -> group(group.requireOnly(Set.of("Type", "Orders")), false))
        .toList();
  }

  private static LegRequest leg(Body body) {
    body.requireOnly(Set.of("Symbol", "Quantity", "TradeAction"));
    return new LegRequest(body.text("Symbol"), whole(body, "Quantity"), action(body));
  }

  private static TradeAction action(Body body) {
    var word = body.text("TradeAction");
    return TradeAction.of(word)
        .orElseThrow(() -> Refusal.badRequest("TradeAction is not valid: " + word));
  }

  static BigDecimal whole(Body body, String name) {
    var quantity = body.positive(name);
    if (quantity == null) {
      throw Refusal.badRequest(body.place() + name + " is required");
    }
    if (quantity.stripTrailingZeros().scale() > 0) {
      throw Refusal.badRequest(body.place() + name + " must be a whole number");
    }
    return quantity;
  }

  private static OrderType type(String word, @Nullable TrailingOffset trail) {
    var type =
        switch (word) {
          case "Market" -> OrderType.MARKET;
          case "Limit" -> OrderType.LIMIT;
          case "StopMarket" -> OrderType.STOP;
          case "StopLimit" -> OrderType.STOP_LIMIT;
          default -> throw Refusal.badRequest("OrderType is not valid: " + word);
        };
    if (trail == null) {
      return type;
    }
    if (type != OrderType.STOP) {
      throw Refusal.badRequest("TrailingStop is only valid for StopMarket orders");
    }
    return OrderType.TRAILING_STOP;
  }

  private static void requirePrices(
      OrderType type, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
    if (type.needsLimitPrice() && limit == null) {
      throw Refusal.badRequest("LimitPrice is required");
    }
    if (type.needsStopPrice() && stop == null) {
      throw Refusal.badRequest("StopPrice is required");
    }
  }

  private static Lifespan lifespan(Body body) {
    var json =
        body.object("TimeInForce")
            .orElseThrow(() -> Refusal.badRequest(body.place() + "TimeInForce is required"));
    json.requireOnly(Set.of("Duration", "Expiration"));
    return new Lifespan(json.text("Duration"), date(json));
  }

  private static @Nullable LocalDate date(Body body) {
    var text = body.find("Expiration").orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? LocalDate.ofInstant(Instant.parse(text), ZoneOffset.UTC)
          : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.badRequest("Expiration is not valid: " + text);
    }
  }

  private static @Nullable String confirmId(Body body) {
    var id = body.find("OrderConfirmID").orElse(null);
    if (id != null && id.length() > MAX_CONFIRM_ID) {
      throw Refusal.badRequest(
          "OrderConfirmID must not be longer than %d characters".formatted(MAX_CONFIRM_ID));
    }
    return id;
  }
}
