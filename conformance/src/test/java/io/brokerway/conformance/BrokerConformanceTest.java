package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.conformance.brokers.PaperSimulated;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;

/** What an adapter's author sees in his reports. */
final class BrokerConformanceTest {

  @Test
  void everyCaseHasANameOfItsOwnBelowItsTopic() {
    var tests =
        new BrokerConformance() {
          @Override
          protected SimulatedBroker start() {
            return PaperSimulated.start();
          }
        };

    try (var topics = tests.cases()) {
      var names = topics.flatMap(BrokerConformanceTest::names).toList();

      assertThat(names).hasSizeGreaterThan(400).doesNotHaveDuplicates();
      assertThat(names)
          .contains("ORD/ORD-LIMIT-DAY-EQUITY is taken as it is meant, once, and found again");
    }
  }

  private static Stream<String> names(DynamicNode topic) {
    List<? extends DynamicNode> cases = ((DynamicContainer) topic).getChildren().toList();
    return cases.stream().map(one -> topic.getDisplayName() + "/" + one.getDisplayName());
  }
}
