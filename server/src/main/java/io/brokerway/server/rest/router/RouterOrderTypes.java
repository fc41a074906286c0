package io.brokerway.server.rest.router;

import io.brokerway.engine.orders.OrderSpec;

/** Names the type of any order as this surface does. */
final class RouterOrderTypes {
  private RouterOrderTypes() {}

  static RouterOrderType of(OrderSpec spec) {
    return switch (spec.orderClass()) {
      case BRACKET -> RouterOrderType.BRACKET;
      case OCO -> RouterOrderType.OCO;
      case OTO -> RouterOrderType.OTO;
      case MULTI_LEG -> RouterOrderType.MULTI_LEG;
      case SIMPLE -> simple(spec);
    };
  }

  private static RouterOrderType simple(OrderSpec spec) {
    return switch (spec.terms().type()) {
      case MARKET -> RouterOrderType.MARKET;
      case LIMIT ->
          spec.displayQuantity() == null ? RouterOrderType.LIMIT : RouterOrderType.ICEBERG;
      case STOP -> RouterOrderType.STOP;
      case STOP_LIMIT -> RouterOrderType.STOP_LIMIT;
      case TRAILING_STOP -> RouterOrderType.TRAILING_STOP;
      case ALGORITHM -> algorithm(spec.parameters().getOrDefault(RouterOrderReader.ALGORITHM, ""));
      case TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE ->
          RouterOrderType.OTHER;
    };
  }

  private static RouterOrderType algorithm(String name) {
    return switch (name) {
      case "TWAP" -> RouterOrderType.TWAP;
      case "VWAP" -> RouterOrderType.VWAP;
      default -> RouterOrderType.OTHER;
    };
  }
}
