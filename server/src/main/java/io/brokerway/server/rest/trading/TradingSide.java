package io.brokerway.server.rest.trading;

import io.brokerway.broker.order.Side;

/** The sides of this surface. */
enum TradingSide {
  BUY(Side.BUY),
  SELL(Side.SELL);

  private final Side side;

  TradingSide(Side side) {
    this.side = side;
  }

  Side side() {
    return side;
  }
}
