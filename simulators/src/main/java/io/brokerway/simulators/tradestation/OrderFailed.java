package io.brokerway.simulators.tradestation;

/** An order that TradeStation understood and did not take: told within a 200. */
final class OrderFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OrderFailed(String reason) {
    super("Order failed. Reason: " + reason, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
