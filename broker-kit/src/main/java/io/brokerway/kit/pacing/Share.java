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

  /** At least 1: a small budget keeps nothing back rather than shutting anyone out. */
  int of(int whole) {
    return Math.max(1, whole - (int) ((long) whole * percentKept / 100));
  }
}
