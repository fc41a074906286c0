package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.TimeInForce;
import io.brokerway.simulators.coinbase.OrderPlan.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of an order: exactly one variant, with its own members and no other. */
final class OrderPlanReader {
  private static final int MAX_DIGITS = 40;
  private static final String END_TIME = "end_time";
  private static final String RFQ = "rfq_disabled";
  private static final String POST_ONLY = "post_only";
  private static final String BASE = "base_size";
  private static final String QUOTE = "quote_size";
  private static final String LIMIT = "limit_price";

  /** A variant: what it is, how long it stays, its members. */
  private record Variant(Kind kind, TimeInForce timeInForce, Set<String> members) {}

  private static final Map<String, Variant> VARIANTS =
      Map.of(
          "market_market_ioc", variant(Kind.MARKET, TimeInForce.IOC, BASE, QUOTE, RFQ),
          "market_market_fok", variant(Kind.MARKET, TimeInForce.FOK, BASE, QUOTE, RFQ),
          "sor_limit_ioc", variant(Kind.LIMIT, TimeInForce.IOC, BASE, QUOTE, LIMIT, RFQ),
          "limit_limit_gtc",
              variant(Kind.LIMIT, TimeInForce.GTC, BASE, QUOTE, LIMIT, POST_ONLY, RFQ),
          "limit_limit_gtd",
              variant(Kind.LIMIT, TimeInForce.GTD, BASE, QUOTE, LIMIT, POST_ONLY, RFQ, END_TIME),
          "limit_limit_fok", variant(Kind.LIMIT, TimeInForce.FOK, BASE, QUOTE, LIMIT, RFQ),
          "stop_limit_stop_limit_gtc",
              variant(
                  Kind.STOP_LIMIT, TimeInForce.GTC, BASE, LIMIT, "stop_price", "stop_direction"),
          "stop_limit_stop_limit_gtd",
              variant(
                  Kind.STOP_LIMIT,
                  TimeInForce.GTD,
                  BASE,
                  LIMIT,
                  "stop_price",
                  "stop_direction",
                  END_TIME),
          "trigger_bracket_gtc",
              variant(Kind.BRACKET, TimeInForce.GTC, BASE, LIMIT, "stop_trigger_price"),
          "trigger_bracket_gtd",
              variant(Kind.BRACKET, TimeInForce.GTD, BASE, LIMIT, "stop_trigger_price", END_TIME));

  /** Known to Coinbase's schema, and not offered for any pair here. */
  private static final Set<String> NOT_OFFERED = Set.of("twap_limit_gtd", "scaled_limit_gtc");

  private static final Set<String> DIRECTIONS =
      Set.of("STOP_DIRECTION_STOP_UP", "STOP_DIRECTION_STOP_DOWN");

  private OrderPlanReader() {}

  static OrderPlan read(Body configuration) {
    var names = configuration.names();
    if (names.size() != 1) {
      throw Refusal.invalid("order_configuration takes exactly one member");
    }
    var name = names.iterator().next();
    if (NOT_OFFERED.contains(name)) {
      throw OrderFailure.of("UNSUPPORTED_ORDER_CONFIGURATION", name + " is not supported here");
    }
    var variant = VARIANTS.get(name);
    if (variant == null) {
      throw Refusal.invalid("unknown field \"%s\"".formatted(name));
    }
    var inner =
        configuration.object(name).orElseThrow(() -> Refusal.invalid(name + " is required"));
    inner.requireOnly(variant.members());
    return plan(name, variant, inner);
  }

  private static OrderPlan plan(String name, Variant variant, Body inner) {
    var bracket = variant.kind() == Kind.BRACKET;
    var plan =
        new OrderPlan(
            name,
            variant.kind(),
            variant.timeInForce(),
            decimal(inner, BASE),
            decimal(inner, QUOTE),
            decimal(inner, LIMIT),
            decimal(inner, bracket ? "stop_trigger_price" : "stop_price"),
            "STOP_DIRECTION_STOP_UP".equals(inner.word("stop_direction", DIRECTIONS)),
            inner.flag(POST_ONLY),
            time(inner));
    requireComplete(plan, inner);
    return plan;
  }

  private static void requireComplete(OrderPlan plan, Body inner) {
    var missing = new ArrayList<String>();
    if (plan.kind() != Kind.MARKET && plan.limitPrice() == null) {
      missing.add(LIMIT);
    }
    var stops = plan.kind() == Kind.STOP_LIMIT || plan.kind() == Kind.BRACKET;
    if (stops && plan.stopPrice() == null) {
      missing.add(plan.kind() == Kind.BRACKET ? "stop_trigger_price" : "stop_price");
    }
    if (plan.kind() == Kind.STOP_LIMIT && inner.text("stop_direction") == null) {
      missing.add("stop_direction");
    }
    if (!missing.isEmpty()) {
      throw Refusal.invalid("%s is required".formatted(missing.getFirst()));
    }
    if (plan.timeInForce() == TimeInForce.GTD && plan.endTime() == null) {
      throw OrderFailure.of("GTD_ORDERS_MUST_HAVE_END_TIME", "GTD orders must have an end time");
    }
  }

  /** A decimal, which is a string; null if absent. */
  static @Nullable BigDecimal decimal(Body body, String name) {
    var text = body.text(name);
    if (text == null) {
      return null;
    }
    try {
      var number = new BigDecimal(text);
      if (number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS) {
        return number.stripTrailingZeros();
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("%s is not a decimal: %s".formatted(name, text));
    }
    throw Refusal.invalid("%s is not a decimal: %s".formatted(name, text));
  }

  private static @Nullable Instant time(Body inner) {
    var text = inner.text(END_TIME);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.invalid("invalid google.protobuf.Timestamp value \"%s\"".formatted(text));
    }
  }

  private static Variant variant(Kind kind, TimeInForce timeInForce, String... members) {
    return new Variant(kind, timeInForce, Set.copyOf(List.of(members)));
  }
}
