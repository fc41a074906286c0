package io.brokerway.server.rest.trading;

import io.brokerway.broker.order.OrderType;

/** The order types of this surface. */
enum TradingOrderType {
  MARKET(OrderType.MARKET),
  LIMIT(OrderType.LIMIT),
  STOP(OrderType.STOP),
  STOP_LIMIT(OrderType.STOP_LIMIT),
  TRAILING_STOP(OrderType.TRAILING_STOP);

  private final OrderType type;

  TradingOrderType(OrderType type) {
    this.type = type;
  }

  OrderType type() {
    return type;
  }
}
