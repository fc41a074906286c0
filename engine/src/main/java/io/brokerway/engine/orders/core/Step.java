package io.brokerway.engine.orders.core;

import java.util.List;

/** What an input leads to: the next state, and what else is to be done. */
public record Step(OrderAggregate next, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }
}
