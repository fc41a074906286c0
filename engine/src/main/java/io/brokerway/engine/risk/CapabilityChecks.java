package io.brokerway.engine.risk;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.Capabilities.ReplaceField;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;

/** Whether the broker takes such an order at all, by what it declares. */
public final class CapabilityChecks {
  private CapabilityChecks() {}

  static void check(NewOrder order, Capabilities capabilities, Refusals refusals) {
    if (capabilities.isReadOnly()) {
      refusals.add(
          Refusal.Code.READ_ONLY_BROKER, "accountId", "This broker is connected for reading only.");
      return;
    }
    if (order.orderClass() != OrderClass.SIMPLE
        && !capabilities.orderClasses().contains(order.orderClass())) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_ORDER_CLASS,
          "orderClass",
          "This broker takes no %s orders; it takes %s.",
          order.orderClass(),
          new TreeSet<>(capabilities.orderClasses()));
    }
    var instrument = order.instrument();
    if (instrument != null) {
      combination(
          instrument.assetClass(), order.terms(), kindOf(order.quantity()), capabilities, refusals);
    } else {
      for (var leg : order.legs()) {
        combination(
            leg.instrument().assetClass(),
            order.terms(),
            kindOf(order.quantity()),
            capabilities,
            refusals);
      }
    }
    if (order.displayQuantity() != null
        && !capabilities.parameters().contains(Capabilities.DISPLAY_QUANTITY)) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_ORDER_TYPE,
          "displayQuantity",
          "This broker takes no orders that show a part of themselves only.");
    }
    var unknown = new TreeSet<>(order.parameters().keySet());
    unknown.removeAll(capabilities.parameters());
    if (!unknown.isEmpty()) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_PARAMETER,
          "parameters",
          "This broker knows no parameters %s; it knows %s.",
          unknown,
          new TreeSet<>(capabilities.parameters()));
    }
  }

  private static void combination(
      AssetClass assetClass,
      OrderTerms terms,
      QuantityKind quantity,
      Capabilities capabilities,
      Refusals refusals) {
    var type = terms.type();
    var types = capabilities.typesFor(assetClass);
    if (types.isEmpty()) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_ASSET_CLASS,
          "symbol",
          "This broker takes no orders for %s.",
          assetClass);
    } else if (!types.contains(type)) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_ORDER_TYPE,
          "orderType",
          "This broker takes no %s orders for %s; it takes %s.",
          type,
          assetClass,
          types);
    } else if (!capabilities.timesInForceFor(assetClass, type).contains(terms.timeInForce())) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_TIME_IN_FORCE,
          "timeInForce",
          "This broker takes no %s %s orders for %s; it takes %s.",
          type,
          terms.timeInForce(),
          assetClass,
          capabilities.timesInForceFor(assetClass, type));
    } else if (!capabilities.takes(
        assetClass, type, terms.timeInForce(), terms.session(), quantity)) {
      sessionOrQuantity(assetClass, terms, quantity, capabilities, refusals);
    }
  }

  private static void sessionOrQuantity(
      AssetClass assetClass,
      OrderTerms terms,
      QuantityKind quantity,
      Capabilities capabilities,
      Refusals refusals) {
    var anyQuantity =
        EnumSet.allOf(QuantityKind.class).stream()
            .anyMatch(kind ->
                capabilities.takes(
                    assetClass, terms.type(), terms.timeInForce(), terms.session(), kind));
    if (anyQuantity) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_QUANTITY,
          "quantity",
          "This broker takes no %s %s orders for %s in %s.",
          terms.type(),
          terms.timeInForce(),
          assetClass,
          quantity);
    } else {
      refusals.add(
          Refusal.Code.UNSUPPORTED_SESSION,
          "session",
          "This broker takes no %s %s orders for %s in session %s.",
          terms.type(),
          terms.timeInForce(),
          assetClass,
          terms.session());
    }
  }

  static QuantityKind kindOf(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Units units ->
          isWhole(units.units()) ? QuantityKind.WHOLE_UNITS : QuantityKind.FRACTIONAL_UNITS;
      case OrderQuantity.Notional notional -> QuantityKind.NOTIONAL;
    };
  }

  static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  /** The fields of a change that the broker's replace cannot change. */
  public static List<Refusal> checkChange(OrderChange change, Capabilities capabilities) {
    var refusals = new Refusals();
    var wanted = EnumSet.noneOf(ReplaceField.class);
    if (change.quantity() != null) {
      wanted.add(ReplaceField.QUANTITY);
    }
    if (change.limitPrice() != null) {
      wanted.add(ReplaceField.LIMIT_PRICE);
    }
    if (change.stopPrice() != null) {
      wanted.add(ReplaceField.STOP_PRICE);
    }
    if (change.trail() != null) {
      wanted.add(ReplaceField.TRAIL);
    }
    if (change.timeInForce() != null || change.goodUntil() != null) {
      wanted.add(ReplaceField.TIME_IN_FORCE);
    }
    wanted.removeAll(capabilities.replaceable());
    for (var field : wanted) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_REPLACE,
          fieldName(field),
          "This broker cannot replace the %s of a working order; it replaces %s.",
          field,
          new TreeSet<>(capabilities.replaceable()));
    }
    return refusals.all();
  }

  private static String fieldName(ReplaceField field) {
    return switch (field) {
      case QUANTITY -> "quantity";
      case LIMIT_PRICE -> "limitPrice";
      case STOP_PRICE -> "stopPrice";
      case TRAIL -> "trail";
      case TIME_IN_FORCE -> "timeInForce";
    };
  }
}
