package io.brokerway.conformance.skeleton;

import io.brokerway.conformance.Conformance;
import io.brokerway.conformance.ConformanceRun;
import io.brokerway.conformance.brokers.JoinedBrokers;
import java.util.Objects;

/** Runs the suite of one joined broker in a process of its own, a line for each case. */
final class SkeletonRun {
  private SkeletonRun() {}

  public static void main(String[] arguments) {
    var start = Objects.requireNonNull(JoinedBrokers.all().get(arguments[0]), arguments[0]);
    try (var suite = Conformance.of(start.get())) {
      var run = ConformanceRun.of(suite, _ -> true);
      for (var one : suite.cases()) {
        var why = run.failure(one.id()).map(Throwable::toString).orElse("passed");
        System.out.printf("case %s: %s%n", one.id(), why.replaceAll("\\s+", " ").strip());
      }
    }
    System.exit(0);
  }
}
