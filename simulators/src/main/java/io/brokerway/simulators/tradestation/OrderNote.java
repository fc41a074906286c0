package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.Side;
import io.brokerway.exchange.VenueOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What TradeStation remembers of an order and the venue does not. It travels through the venue as
 * the order's client id, and so it is as durable as the order.
 *
 * @param confirmId absent if the caller sent none
 * @param caller whose confirm id it is
 * @param group what binds an exit to its sibling
 */
record OrderNote(
    TradeAction action,
    String duration,
    String route,
    @Nullable String confirmId,
    String caller,
    GroupKind group) {
  private static final String BETWEEN = "|";
  private static final int PARTS = 7;

  /** As a client id, which never comes twice. */
  String encoded() {
    return String.join(
        BETWEEN,
        List.of(
            action.name(),
            duration,
            group.name(),
            UUID.randomUUID().toString(),
            route.replace(BETWEEN, " "),
            confirmId == null ? "" : confirmId.replace(BETWEEN, " "),
            caller));
  }

  /** The note of an order that was placed for itself; the exits that the venue makes have none. */
  static OrderNote of(VenueOrder order) {
    return of(order.clientOrderId());
  }

  static OrderNote of(String encoded) {
    var parts = encoded.split("\\|", PARTS);
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("not a note of an order: " + encoded);
    }
    return new OrderNote(
        TradeAction.valueOf(parts[0]),
        parts[1],
        parts[4],
        parts[5].isEmpty() ? null : parts[5],
        parts[6],
        GroupKind.valueOf(parts[2]));
  }

  /** The note of an exit, which the venue made of its entry or its sibling. */
  OrderNote ofExit(VenueOrder exit, boolean option) {
    return new OrderNote(exitAction(exit.side(), option), duration, route, null, caller, group);
  }

  private static TradeAction exitAction(Side side, boolean option) {
    if (side == Side.BUY) {
      return option ? TradeAction.BUYTOCLOSE : TradeAction.BUYTOCOVER;
    }
    return option ? TradeAction.SELLTOCLOSE : TradeAction.SELL;
  }
}
