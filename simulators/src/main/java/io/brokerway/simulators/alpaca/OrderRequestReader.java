package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a new order and refuses what has a wrong form. */
final class OrderRequestReader {
  private static final int MAX_CLIENT_ORDER_ID = 128;
  private static final int MAX_DECIMALS = 9;
  private static final int MAX_NOTIONAL_DECIMALS = 2;
  private static final Set<String> FIELDS =
      Set.of(
          "symbol",
          "qty",
          "notional",
          "side",
          "type",
          "time_in_force",
          "limit_price",
          "stop_price",
          "trail_price",
          "trail_percent",
          "extended_hours",
          "client_order_id",
          "order_class",
          "take_profit",
          "stop_loss",
          "legs",
          "position_intent",
          "advanced_instructions");
  private static final List<String> NOT_FOR_LEGS =
      List.of(
          "symbol",
          "notional",
          "side",
          "stop_price",
          "trail_price",
          "trail_percent",
          "take_profit",
          "stop_loss",
          "position_intent");
  private static final Set<String> INTENTS =
      Set.of("buy_to_open", "buy_to_close", "sell_to_open", "sell_to_close");

  private OrderRequestReader() {}

  static OrderRequest read(Fields body) {
    body.requireOnly(FIELDS);
    var orderClass = orderClass(body);
    refuseWhatIsNotSimulated(body);
    var qty = body.positive("qty");
    var notional = body.positive("notional");
    requireQuantity(qty, notional);
    if (orderClass == OrderClass.MULTI_LEG) {
      return combination(body, qty);
    }
    if (body.has("legs")) {
      throw Refusal.invalid("legs are only for mleg orders");
    }
    return new OrderRequest(
        required(body, "symbol"),
        qty,
        notional,
        side(required(body, "side")),
        type(required(body, "type")),
        timeInForce(required(body, "time_in_force")),
        body.positive("limit_price"),
        body.positive("stop_price"),
        trail(body),
        body.flag("extended_hours"),
        clientOrderId(body),
        orderClass,
        takeProfit(body),
        stopLoss(body),
        List.of(),
        intent(body.text("position_intent")));
  }

  /** Symbol, side and intent are each leg's own; the limit is what the whole costs or brings. */
  private static OrderRequest combination(Fields body, @Nullable BigDecimal qty) {
    for (var name : NOT_FOR_LEGS) {
      if (body.has(name)) {
        throw Refusal.invalid(name + " is not allowed for mleg orders");
      }
    }
    return new OrderRequest(
        "",
        qty,
        null,
        true,
        type(required(body, "type")),
        timeInForce(required(body, "time_in_force")),
        body.signed("limit_price"),
        null,
        null,
        body.flag("extended_hours"),
        clientOrderId(body),
        OrderClass.MULTI_LEG,
        null,
        null,
        LegRequest.readAll(body),
        null);
  }

  static TimeInForce timeInForce(String word) {
    return switch (word) {
      case "day" -> TimeInForce.DAY;
      case "gtc" -> TimeInForce.GTC;
      case "opg" -> TimeInForce.OPG;
      case "cls" -> TimeInForce.CLS;
      case "ioc" -> TimeInForce.IOC;
      case "fok" -> TimeInForce.FOK;
      default -> throw Refusal.invalid("invalid time_in_force: " + word);
    };
  }

  static @Nullable String clientOrderId(Fields body) {
    var id = body.text("client_order_id");
    if (id != null && id.length() > MAX_CLIENT_ORDER_ID) {
      throw Refusal.invalid(
          "client_order_id must be no more than %d characters".formatted(MAX_CLIENT_ORDER_ID));
    }
    return id;
  }

  private static void refuseWhatIsNotSimulated(Fields body) {
    if (body.has("advanced_instructions")) {
      throw Refusal.unprocessable("account is not eligible for advanced_instructions");
    }
  }

  private static void requireQuantity(@Nullable BigDecimal qty, @Nullable BigDecimal notional) {
    if (qty == null && notional == null) {
      throw Refusal.invalid("qty or notional is required");
    }
    if (qty != null && notional != null) {
      throw Refusal.invalid("only one of qty or notional is accepted");
    }
    if (qty != null && qty.scale() > MAX_DECIMALS) {
      throw Refusal.invalid("qty must be limited to %d decimal places".formatted(MAX_DECIMALS));
    }
    if (notional != null && notional.scale() > MAX_NOTIONAL_DECIMALS) {
      throw Refusal.invalid("notional value must be limited to 2 decimal places");
    }
  }

  static boolean side(String word) {
    return switch (word) {
      case "buy" -> true;
      case "sell" -> false;
      default -> throw Refusal.invalid("invalid side: " + word);
    };
  }

  private static OrderType type(String word) {
    return switch (word) {
      case "market" -> OrderType.MARKET;
      case "limit" -> OrderType.LIMIT;
      case "stop" -> OrderType.STOP;
      case "stop_limit" -> OrderType.STOP_LIMIT;
      case "trailing_stop" -> OrderType.TRAILING_STOP;
      default -> throw Refusal.invalid("invalid order type: " + word);
    };
  }

  private static OrderClass orderClass(Fields body) {
    var word = body.text("order_class");
    if (word == null) {
      return OrderClass.SIMPLE;
    }
    return switch (word) {
      case "simple" -> OrderClass.SIMPLE;
      case "bracket" -> OrderClass.BRACKET;
      case "oco" -> OrderClass.OCO;
      case "oto" -> OrderClass.OTO;
      case "mleg" -> OrderClass.MULTI_LEG;
      default -> throw Refusal.invalid("invalid order_class: " + word);
    };
  }

  private static @Nullable TrailingOffset trail(Fields body) {
    var price = body.positive("trail_price");
    var percent = body.positive("trail_percent");
    if (price != null && percent != null) {
      throw Refusal.invalid(
          "trailing stop orders must specify one of trail_price or trail_percent");
    }
    if (price != null) {
      return new TrailingOffset(price, TrailingOffset.Unit.AMOUNT);
    }
    return percent == null ? null : new TrailingOffset(percent, TrailingOffset.Unit.PERCENT);
  }

  private static @Nullable ExitOrder takeProfit(Fields body) {
    var exit = body.object("take_profit").orElse(null);
    if (exit == null) {
      return null;
    }
    exit.requireOnly(Set.of("limit_price"));
    var limit = exit.positive("limit_price");
    if (limit == null) {
      throw Refusal.invalid("take_profit.limit_price is required");
    }
    return ExitOrder.takeProfit(limit);
  }

  private static @Nullable ExitOrder stopLoss(Fields body) {
    var exit = body.object("stop_loss").orElse(null);
    if (exit == null) {
      return null;
    }
    exit.requireOnly(Set.of("stop_price", "limit_price"));
    var stop = exit.positive("stop_price");
    if (stop == null) {
      throw Refusal.invalid("stop_loss.stop_price is required");
    }
    return ExitOrder.stopLoss(stop, exit.positive("limit_price"));
  }

  static @Nullable String intent(@Nullable String word) {
    if (word != null && !INTENTS.contains(word)) {
      throw Refusal.invalid("invalid position_intent: " + word);
    }
    return word;
  }

  static String required(Fields body, String name) {
    var text = body.text(name);
    if (text == null) {
      throw Refusal.invalid(name + " is required");
    }
    return text;
  }
}
