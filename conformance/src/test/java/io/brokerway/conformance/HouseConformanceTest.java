package io.brokerway.conformance;

import io.brokerway.conformance.brokers.AlpacaSimulated;
import io.brokerway.conformance.brokers.PaperSimulated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every adapter of this build passes every case that its capabilities call for. */
@Tag("conformance")
final class HouseConformanceTest {

  @TestFactory
  Stream<DynamicNode> everyAdapterKeepsWhatItDeclares() {
    var only = System.getProperty("conformance.broker", "");
    Map<String, Supplier<SimulatedBroker>> joined = new LinkedHashMap<>();
    joined.put("alpaca", AlpacaSimulated::start);
    joined.put("paper", PaperSimulated::start);
    List<DynamicNode> nodes = new ArrayList<>();
    joined.forEach((name, start) -> {
      if (only.isEmpty() || only.equals(name)) {
        var suite = Conformance.of(start.get());
        nodes.add(
            DynamicContainer.dynamicContainer(
                name, BrokerConformance.nodes(suite, _ -> {}).onClose(suite::close)));
      }
    });
    return nodes.stream();
  }
}
