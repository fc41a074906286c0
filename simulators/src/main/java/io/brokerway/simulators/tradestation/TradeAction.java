package io.brokerway.simulators.tradestation;

import java.util.Optional;

/** What an order does to the position, as it is written in requests. */
enum TradeAction {
  BUY(true, false),
  SELL(false, true),
  BUYTOCOVER(true, true),
  SELLSHORT(false, false),
  BUYTOOPEN(true, false),
  BUYTOCLOSE(true, true),
  SELLTOOPEN(false, false),
  SELLTOCLOSE(false, true);

  private final boolean buys;
  private final boolean closes;

  TradeAction(boolean buys, boolean closes) {
    this.buys = buys;
    this.closes = closes;
  }

  boolean buys() {
    return buys;
  }

  /** Whether it may only reduce a position; the others may only open or increase one. */
  boolean closes() {
    return closes;
  }

  boolean isForOptions() {
    return switch (this) {
      case BUY, SELL, BUYTOCOVER, SELLSHORT -> false;
      case BUYTOOPEN, BUYTOCLOSE, SELLTOOPEN, SELLTOCLOSE -> true;
    };
  }

  /** As orders show it: {@code Buy}, {@code Sell}, {@code SellShort}, {@code BuyToCover}. */
  String shown() {
    return switch (this) {
      case BUY, BUYTOOPEN, BUYTOCLOSE -> "Buy";
      case SELL, SELLTOOPEN, SELLTOCLOSE -> "Sell";
      case BUYTOCOVER -> "BuyToCover";
      case SELLSHORT -> "SellShort";
    };
  }

  static Optional<TradeAction> of(String word) {
    for (var action : values()) {
      if (action.name().equals(word)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
