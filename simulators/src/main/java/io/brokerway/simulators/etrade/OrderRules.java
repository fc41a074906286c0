package io.brokerway.simulators.etrade;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which orders E*TRADE takes at all, whoever brings them. Pure. */
final class OrderRules {
  private static final Map<String, Integer> LEGS =
      Map.of(
          "EQ", 1,
          "OPTN", 1,
          "SPREADS", 2,
          "BUTTERFLY", 3,
          "IRON_BUTTERFLY", 4,
          "CONDOR", 4,
          "IRON_CONDOR", 4);
  private static final Set<String> EQUITY_ACTIONS =
      Set.of("BUY", "SELL", "BUY_TO_COVER", "SELL_SHORT");
  private static final Set<String> OPTION_ACTIONS =
      Set.of("BUY_OPEN", "BUY_CLOSE", "SELL_OPEN", "SELL_CLOSE");
  private static final Set<String> NET = Set.of("NET_DEBIT", "NET_CREDIT", "NET_EVEN");
  private static final Set<String> WITH_LIMIT =
      Set.of("LIMIT", "STOP_LIMIT", "LIMIT_ON_OPEN", "LIMIT_ON_CLOSE", "NET_DEBIT", "NET_CREDIT");
  private static final Set<String> WITH_STOP =
      Set.of("STOP", "STOP_LIMIT", "HIDDEN_STOP", "TRAILING_STOP_CNST", "TRAILING_STOP_PRCT");
  private static final Set<String> AT_ONCE = Set.of("IMMEDIATE_OR_CANCEL", "FILL_OR_KILL");

  private OrderRules() {}

  static void check(OrderRequest request) {
    var legs = LEGS.get(request.orderType());
    if (legs == null) {
      throw Refusal.invalid("orderType %s is not available".formatted(request.orderType()));
    }
    require(request.items().size() == legs, "%s takes %d instruments", request.orderType(), legs);
    for (var item : request.items()) {
      checkItem(request, item);
    }
    PriceTypes.requireAvailable(request);
    checkPrices(request);
    checkTerm(request);
  }

  private static void checkItem(OrderRequest request, OrderItem item) {
    var equity = request.orderType().equals("EQ");
    require(
        item.listed().isOption() != equity,
        "orderType %s does not fit securityType %s",
        request.orderType(),
        Products.type(item.listed()));
    require(
        (equity ? EQUITY_ACTIONS : OPTION_ACTIONS).contains(item.action()),
        "orderAction %s does not fit orderType %s",
        item.action(),
        request.orderType());
    require(
        item.quantity() != null || item.action().equals("SELL"),
        "quantityType ALL_I_OWN is for %s",
        "SELL");
  }

  private static void checkPrices(OrderRequest request) {
    var type = request.priceType();
    require(
        request.isCombination() == NET.contains(type) || type.equals("MARKET"),
        "priceType %s does not fit orderType %s",
        type,
        request.orderType());
    requireWhere(WITH_LIMIT.contains(type), "limitPrice", request.limitPrice(), type);
    requireWhere(WITH_STOP.contains(type), "stopPrice", request.stopPrice(), type);
    checkCents("limitPrice", request.limitPrice());
    checkCents("stopPrice", request.stopPrice());
  }

  private static void checkTerm(OrderRequest request) {
    var type = request.priceType();
    var auction = type.endsWith("_ON_OPEN") || type.endsWith("_ON_CLOSE");
    require(
        !auction || request.orderTerm().equals("GOOD_FOR_DAY"),
        "priceType %s is %s only",
        type,
        "GOOD_FOR_DAY");
    require(
        !AT_ONCE.contains(request.orderTerm()) || type.equals("LIMIT"),
        "orderTerm %s is for limit orders, not %s",
        request.orderTerm(),
        type);
    require(
        !request.isExtended() || (type.equals("LIMIT") && request.orderType().equals("EQ")),
        "marketSession %s is for limit orders, not %s",
        request.marketSession(),
        type);
  }

  /** From a dollar on prices are in cents, below in hundredths of a cent. */
  private static void checkCents(String name, @Nullable BigDecimal price) {
    var decimals = price != null && price.compareTo(BigDecimal.ONE) < 0 ? 4 : 2;
    require(
        price == null || price.scale() <= decimals,
        "%s %s has too many decimals",
        name,
        String.valueOf(price));
  }

  private static void requireWhere(
      boolean needed, String name, @Nullable BigDecimal price, String type) {
    require(!needed || price != null, "%s is required for %s", name, type);
    require(needed || price == null, "%s is not taken for %s", name, type);
  }

  private static void require(boolean right, String text, Object... values) {
    if (!right) {
      throw Refusal.invalid(text.formatted(values));
    }
  }
}
