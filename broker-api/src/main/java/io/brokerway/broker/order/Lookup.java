package io.brokerway.broker.order;

import java.time.Instant;
import java.util.List;

/** What a broker answered when asked for one order. */
public sealed interface Lookup {

  /** The broker has it. */
  record Found(OrderReport report) implements Lookup {}

  /**
   * An authoritative answer that the broker has no such order, as of a moment on its clock. One
   * such answer is no proof: see {@link OrderIdentity#absentAfter()}.
   */
  record Absent(Instant asOf) implements Lookup {}

  /** Several orders fit, so none may be adopted: a person decides. */
  record Ambiguous(List<OrderReport> candidates) implements Lookup {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }
}
