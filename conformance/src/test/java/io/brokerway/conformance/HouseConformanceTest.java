package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.conformance.brokers.JoinedBrokers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every adapter of this build passes every case that its capabilities call for, and the list of
 * brokers says so. {@code -Dconformance.broker=NAME} runs one broker's cases alone; {@code
 * -Dconformance.write=true} stores the list as this run found it.
 */
@Tag("conformance")
final class HouseConformanceTest {
  private static final Path LIST = Path.of("../docs/brokers/README.md");

  @TestFactory
  Stream<DynamicNode> brokers() {
    var only = System.getProperty("conformance.broker", "");
    var list = new BrokerList();
    var nodes = new ArrayList<DynamicNode>();
    JoinedBrokers.all()
        .forEach((name, start) -> {
          if (only.isEmpty() || only.equals(name)) {
            nodes.add(container(name, Conformance.of(start.get()), list));
          }
        });
    assertThat(nodes).as("brokers that are called '%s'", only).isNotEmpty();
    if (only.isEmpty()) {
      nodes.add(DynamicTest.dynamicTest("list of brokers", () -> compare(list)));
    }
    return nodes.stream();
  }

  private static DynamicContainer container(String name, Conformance suite, BrokerList list) {
    list.add(suite);
    var cases = BrokerConformance.nodes(suite, list::passed).onClose(suite::close);
    return DynamicContainer.dynamicContainer(name, cases);
  }

  private static void compare(BrokerList list) throws IOException {
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(LIST, list.text());
    }
    assertThat(Files.readString(LIST))
        .as("docs/brokers/README.md is stale: run with -Dconformance.write=true")
        .isEqualTo(list.text());
  }

  @Test
  void everyAdapterOfThisBuildHasJoined() {
    List<String> adapters =
        ServiceLoader.load(BrokerFactory.class).stream()
            .map(provider -> provider.get().profile().id().value())
            .toList();

    assertThat(adapters).isNotEmpty();
    assertThat(JoinedBrokers.all().keySet()).containsExactlyInAnyOrderElementsOf(adapters);
  }
}
