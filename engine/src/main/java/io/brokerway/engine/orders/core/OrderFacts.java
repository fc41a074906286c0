package io.brokerway.engine.orders.core;

/** The types of the facts of orders: stable names that clients rely on. */
public final class OrderFacts {
  public static final String ACCEPTED = "order.accepted";
  public static final String DENIED = "order.denied";
  public static final String IMPORTED = "order.imported";
  public static final String FILL = "order.fill";
  public static final String CORRECTION = "order.fill_corrected";
  public static final String BUST = "order.fill_busted";
  public static final String OVERFILL = "order.overfill";
  public static final String LATE_ARRIVAL = "order.late_arrival";
  public static final String LATE_CANCEL_SENT = "order.late_cancel_sent";
  public static final String LATE_CANCEL_ANSWERED = "order.late_cancel_answered";
  public static final String REPLACED = "order.replaced";
  public static final String NOT_SENT = "order.not_sent";

  private OrderFacts() {}

  static String ofState(OrderState state) {
    return "order." + state.name().toLowerCase(java.util.Locale.ROOT);
  }

  static String ofCommand(Command command) {
    var kind = command.kind().name().toLowerCase(java.util.Locale.ROOT);
    var state = command.state().name().toLowerCase(java.util.Locale.ROOT);
    return "order." + kind + "_" + state;
  }
}
