package io.brokerway.conformance;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The suite as tests of one broker: subclass it in the adapter's tests, and every case runs under
 * its own name.
 */
@Tag("conformance")
public abstract class BrokerConformance {

  /** Starts the simulator; the suite closes it. */
  protected abstract SimulatedBroker start();

  @TestFactory
  Stream<DynamicNode> cases() {
    var suite = Conformance.of(start());
    return nodes(suite, _ -> {}).onClose(suite::close);
  }

  /**
   * The cases as tests, topic by topic.
   *
   * @param passed hears of each case that passed
   */
  static Stream<DynamicNode> nodes(Conformance suite, Consumer<ConformanceCase> passed) {
    return suite.topics().stream()
        .map(topic ->
            DynamicContainer.dynamicContainer(
                topic,
                suite.cases().stream()
                    .filter(one -> Conformance.topic(one).equals(topic))
                    .map(one ->
                        DynamicTest.dynamicTest(
                            one.displayName(),
                            () -> {
                              suite.run(one);
                              passed.accept(one);
                            }))));
  }
}
