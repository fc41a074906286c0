package io.brokerway.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The cases of one broker, made from what it declares. Not thread-safe: one case at a time. */
public final class Conformance implements AutoCloseable {
  private final SimulatedBroker simulator;
  private final Gateway gateway;
  private final List<ConformanceCase> cases;

  private Conformance(SimulatedBroker simulator, List<ConformanceCase> cases) {
    this.simulator = simulator;
    this.gateway = Gateway.of(simulator);
    this.cases = List.copyOf(cases);
  }

  /** The cases for a simulator, which is closed with this. */
  public static Conformance of(SimulatedBroker simulator) {
    var plan = Plan.of(simulator);
    var cases = new ArrayList<ConformanceCase>();
    cases.addAll(ProfileCases.of(plan));
    cases.addAll(LoginCases.of(plan));
    cases.addAll(AccountCases.of(plan));
    cases.addAll(PositionCases.of(plan));
    cases.addAll(TransactionCases.of(plan));
    cases.addAll(MarketCases.of(plan));
    cases.addAll(UndeclaredCases.of(plan));
    cases.addAll(ReadOnlyCases.of(plan));
    cases.addAll(OrderCases.of(plan));
    cases.addAll(ClassCases.of(plan));
    cases.addAll(ReplaceCases.of(plan));
    cases.addAll(CancelCases.of(plan));
    cases.addAll(PartialFillCases.of(plan));
    cases.addAll(RejectionCases.of(plan, simulator.refusedOrders()));
    cases.addAll(UnknownOutcomeCases.of(plan));
    cases.addAll(RateCases.of(plan));
    cases.addAll(OddReplyCases.of(plan));
    cases.addAll(StreamCases.of(plan));
    cases.addAll(ExpiryCases.of(plan));
    cases.addAll(ExtraCases.of(plan));
    requireUnique(cases);
    return new Conformance(simulator, cases);
  }

  private static void requireUnique(List<ConformanceCase> cases) {
    var ids = new HashSet<String>();
    for (var one : cases) {
      if (!ids.add(one.id())) {
        throw new IllegalStateException("two cases have the id " + one.id());
      }
    }
  }

  public List<ConformanceCase> cases() {
    return cases;
  }

  public SimulatedBroker simulator() {
    return simulator;
  }

  /** The topics of the cases, such as {@code ORD}, in their order. */
  public Set<String> topics() {
    var topics = new LinkedHashSet<String>();
    cases.forEach(one -> topics.add(topic(one)));
    return topics;
  }

  static String topic(ConformanceCase one) {
    return one.id().substring(0, one.id().indexOf('-'));
  }

  /** Runs one case; throws what is wrong. */
  public void run(ConformanceCase one) {
    try (var stage = Stage.on(simulator, gateway)) {
      one.body().run(stage);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
