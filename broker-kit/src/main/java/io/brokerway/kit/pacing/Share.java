package io.brokerway.kit.pacing;

import io.brokerway.broker.CallPriority;

/**
 * How much of a budget the calls of a priority may fill, so that a more urgent one that comes later
 * still finds room and need not wait for a span to pass.
 *
 * @param percentKept for the more urgent ones
 */
record Share(int percentKept) {

  static Share of(CallPriority priority) {
    return switch (priority) {
      case CANCEL_AND_LOOKUP -> new Share(0);
      case ORDER -> new Share(15);
      case INTERACTIVE -> new Share(30);
      case SYNC -> new Share(40);
    };
  }

  /**
   * Of the calls in a span, at least 1: what is kept is rounded to the nearest, because room in a
   * span comes back by time alone.
   */
  int ofCalls(int whole) {
    return whole - (int) Math.min(whole - 1, ((long) whole * percentKept + 50) / 100);
  }

  /**
   * Of the places for calls at once, at least 1: what is kept is rounded up, because a place comes
   * back only when a call ends, and a cancel must not wait for the reply to an order.
   */
  int ofPlaces(int whole) {
    return whole - (int) Math.min(whole - 1, ((long) whole * percentKept + 99) / 100);
  }
}
