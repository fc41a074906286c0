package io.brokerway.engine.orders.core;

import java.util.Map;

/** What a step leads to besides the next state. */
public sealed interface Effect {

  /**
   * A fact for the log.
   *
   * @param type dotted and lower-case
   * @param details further members of its payload, in no order
   */
  record Tell(String type, long sequence, Map<String, String> details) implements Effect {
    public Tell {
      details = Map.copyOf(details);
    }
  }

  /** An execution to be stored and booked to position and cash. */
  record Book(Fill fill) implements Effect {}

  /** An order that should not exist works at the broker: cancel it if the settings say so. */
  record CancelLate(String brokerOrderId) implements Effect {}

  /** Two sources disagree, or something is missing: ask the broker for this very order. */
  record AskBroker(String why) implements Effect {}

  /** The broker counts more than its executions told so far: they should come soon. */
  record AwaitExecutions(String brokerOrderId) implements Effect {}

  /** A person must hear of it. */
  record Alarm(String what) implements Effect {}
}
