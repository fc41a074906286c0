package io.brokerway.simulators.charlesschwab;

import java.util.List;
import java.util.Set;

/** Reads the body of an order, and refuses what the schema does not have. */
final class OrderFormReader {
  private static final Set<String> FIELDS =
      Set.of(
          "session",
          "duration",
          "orderType",
          "cancelTime",
          "complexOrderStrategyType",
          "quantity",
          "releaseTime",
          "stopPrice",
          "stopPriceLinkBasis",
          "stopPriceLinkType",
          "stopPriceOffset",
          "stopType",
          "priceLinkBasis",
          "priceLinkType",
          "priceOffset",
          "price",
          "taxLotMethod",
          "orderLegCollection",
          "activationPrice",
          "specialInstruction",
          "orderStrategyType",
          "childOrderStrategies",
          "tag");
  private static final Set<String> LEG_FIELDS =
      Set.of(
          "instruction",
          "quantity",
          "quantityType",
          "instrument",
          "positionEffect",
          "legId",
          "orderLegType",
          "divCapGains",
          "toSymbol");
  private static final Set<String> INSTRUMENT_FIELDS =
      Set.of("symbol", "assetType", "cusip", "description", "instrumentId", "netChange", "type");
  private static final Set<String> STRATEGIES =
      Set.of(
          "SINGLE",
          "OCO",
          "TRIGGER",
          "CANCEL",
          "RECALL",
          "PAIR",
          "FLATTEN",
          "TWO_DAY_SWAP",
          "BLAST_ALL");
  private static final Set<String> TYPES =
      Set.of(
          "MARKET",
          "LIMIT",
          "STOP",
          "STOP_LIMIT",
          "TRAILING_STOP",
          "TRAILING_STOP_LIMIT",
          "MARKET_ON_CLOSE",
          "LIMIT_ON_CLOSE",
          "NET_DEBIT",
          "NET_CREDIT",
          "NET_ZERO",
          "CABINET",
          "NON_MARKETABLE",
          "EXERCISE");
  private static final Set<String> SESSIONS = Set.of("NORMAL", "AM", "PM", "SEAMLESS");
  private static final Set<String> DURATIONS =
      Set.of(
          "DAY",
          "GOOD_TILL_CANCEL",
          "FILL_OR_KILL",
          "IMMEDIATE_OR_CANCEL",
          "END_OF_WEEK",
          "END_OF_MONTH",
          "NEXT_END_OF_MONTH");
  private static final Set<String> COMPLEX =
      Set.of(
          "NONE",
          "COVERED",
          "VERTICAL",
          "BACK_RATIO",
          "CALENDAR",
          "DIAGONAL",
          "STRADDLE",
          "STRANGLE",
          "COLLAR_SYNTHETIC",
          "BUTTERFLY",
          "CONDOR",
          "IRON_CONDOR",
          "VERTICAL_ROLL",
          "COLLAR_WITH_STOCK",
          "DOUBLE_DIAGONAL",
          "UNBALANCED_BUTTERFLY",
          "UNBALANCED_CONDOR",
          "UNBALANCED_IRON_CONDOR",
          "UNBALANCED_VERTICAL_ROLL",
          "MUTUAL_FUND_SWAP",
          "CUSTOM");
  private static final Set<String> SPECIAL =
      Set.of("ALL_OR_NONE", "DO_NOT_REDUCE", "ALL_OR_NONE_DO_NOT_REDUCE");
  private static final Set<String> TAX_LOTS =
      Set.of(
          "FIFO",
          "LIFO",
          "HIGH_COST",
          "LOW_COST",
          "AVERAGE_COST",
          "SPECIFIC_LOT",
          "LOSS_HARVESTER");
  private static final Set<String> LINK_BASES =
      Set.of("MANUAL", "BASE", "TRIGGER", "LAST", "BID", "ASK", "ASK_BID", "MARK", "AVERAGE");
  private static final Set<String> LINK_TYPES = Set.of("VALUE", "PERCENT", "TICK");
  private static final Set<String> STOP_TYPES = Set.of("STANDARD", "BID", "ASK", "LAST", "MARK");
  private static final Set<String> INSTRUCTIONS =
      Set.of(
          "BUY",
          "SELL",
          "BUY_TO_COVER",
          "SELL_SHORT",
          "BUY_TO_OPEN",
          "BUY_TO_CLOSE",
          "SELL_TO_OPEN",
          "SELL_TO_CLOSE",
          "EXCHANGE",
          "SELL_SHORT_EXEMPT");
  private static final Set<String> QUANTITY_TYPES = Set.of("ALL_SHARES", "DOLLARS", "SHARES");
  private static final Set<String> EFFECTS = Set.of("OPENING", "CLOSING", "AUTOMATIC", "UNKNOWN");
  private static final Set<String> ASSET_TYPES =
      Set.of(
          "EQUITY",
          "OPTION",
          "INDEX",
          "MUTUAL_FUND",
          "CASH_EQUIVALENT",
          "FIXED_INCOME",
          "CURRENCY",
          "COLLECTIVE_INVESTMENT");
  private static final int MAX_DEPTH = 3;

  private OrderFormReader() {}

  static OrderForm read(Body body) {
    return read(body, 1);
  }

  private static OrderForm read(Body body, int depth) {
    if (depth > MAX_DEPTH) {
      throw Refusal.invalid("childOrderStrategies are nested too deep");
    }
    body.requireOnly(FIELDS);
    var strategy = body.word("orderStrategyType", STRATEGIES, "");
    if (strategy.isEmpty()) {
      throw Refusal.invalid(body.path() + "orderStrategyType is required");
    }
    body.word("taxLotMethod", TAX_LOTS, "");
    body.word("priceLinkBasis", LINK_BASES, "");
    body.word("priceLinkType", LINK_TYPES, "");
    body.word("stopPriceLinkBasis", LINK_BASES, "");
    body.word("stopType", STOP_TYPES, "");
    var container = strategy.equals("OCO");
    var form =
        new OrderForm(
            body.json(),
            strategy,
            body.word("orderType", TYPES, ""),
            body.word("session", SESSIONS, "NORMAL"),
            body.word("duration", DURATIONS, "DAY"),
            body.word("complexOrderStrategyType", COMPLEX, "NONE"),
            body.number("price").orElse(null),
            body.number("stopPrice").orElse(null),
            body.number("stopPriceOffset").orElse(null),
            body.word("stopPriceLinkType", LINK_TYPES, "VALUE"),
            body.word("specialInstruction", SPECIAL, "").startsWith("ALL_OR_NONE"),
            body.objects("orderLegCollection").stream().map(OrderFormReader::leg).toList(),
            body.objects("childOrderStrategies").stream()
                .map(child -> read(child, depth + 1))
                .toList());
    check(form, container, body.path());
    return form;
  }

  private static void check(OrderForm form, boolean container, String path) {
    if (container != form.legs().isEmpty()) {
      throw Refusal.invalid(
          "%sorderLegCollection is %s".formatted(path, container ? "not allowed" : "required"));
    }
    if (!container && form.orderType().isEmpty()) {
      throw Refusal.invalid(path + "orderType is required");
    }
    if (form.isSingle() != form.children().isEmpty()) {
      throw Refusal.invalid(
          "%schildOrderStrategies do not fit %s".formatted(path, form.strategy()));
    }
    switch (form.orderType()) {
      case "LIMIT", "LIMIT_ON_CLOSE", "NET_DEBIT", "NET_CREDIT" ->
          require("price", form.price(), path);
      case "STOP" -> require("stopPrice", form.stopPrice(), path);
      case "STOP_LIMIT" -> {
        require("price", form.price(), path);
        require("stopPrice", form.stopPrice(), path);
      }
      case "TRAILING_STOP" -> require("stopPriceOffset", form.stopOffset(), path);
      default -> {}
    }
    var limitOfDay = form.orderType().equals("LIMIT") && form.duration().equals("DAY");
    var seamless = form.session().equals("SEAMLESS") && form.duration().equals("GOOD_TILL_CANCEL");
    if (!form.session().equals("NORMAL") && !limitOfDay && !seamless) {
      throw Refusal.invalid("%ssession does not fit orderType and duration".formatted(path));
    }
  }

  private static void require(
      String name, java.math.@org.jspecify.annotations.Nullable BigDecimal value, String path) {
    if (value == null || value.signum() <= 0) {
      throw Refusal.invalid("%s%s must be above 0".formatted(path, name));
    }
  }

  private static OrderForm.Leg leg(Body body) {
    body.requireOnly(LEG_FIELDS);
    body.word("quantityType", QUANTITY_TYPES, "");
    body.word("positionEffect", EFFECTS, "");
    var instruction = body.word("instruction", INSTRUCTIONS, "");
    var instrument = body.object("instrument");
    instrument.requireOnly(INSTRUMENT_FIELDS);
    var quantity =
        body.number("quantity")
            .filter(units -> units.signum() > 0)
            .orElseThrow(() -> Refusal.invalid(body.path() + "quantity must be above 0"));
    var assetType = instrument.word("assetType", ASSET_TYPES, "");
    if (instruction.isEmpty() || assetType.isEmpty()) {
      throw Refusal.invalid(body.path() + "instruction and assetType are required");
    }
    if (List.of("EQUITY", "OPTION", "COLLECTIVE_INVESTMENT").contains(assetType)
        && quantity.stripTrailingZeros().scale() > 0) {
      throw Refusal.invalid(body.path() + "quantity must be whole");
    }
    return new OrderForm.Leg(instruction, quantity, instrument.text("symbol"), assetType);
  }
}
