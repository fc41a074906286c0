package io.brokerway.conformance;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.OrderType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the cases of a broker are made from: its declaration, nothing else. */
record Plan(BrokerProfile profile, boolean overNetwork) {

  Capabilities capabilities() {
    return profile.capabilities();
  }

  boolean trades() {
    return !capabilities().isReadOnly();
  }

  /** Instrument families in which the broker takes limit orders, in their own order. */
  List<AssetClass> tradedClasses() {
    return Stream.of(AssetClass.values())
        .filter(assetClass -> capabilities().typesFor(assetClass).contains(OrderType.LIMIT))
        .toList();
  }

  /** The family that cases use which need any. */
  AssetClass usualClass() {
    return tradedClasses().stream()
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new AssertionError("the broker takes limit orders of no asset class"));
  }

  /** Collects the cases of one topic. */
  static final class Sheet {
    private final String topic;
    private final List<ConformanceCase> cases = new ArrayList<>();

    Sheet(String topic) {
      this.topic = topic;
    }

    /**
     * Adds a case.
     *
     * @param number its part of the id: {@code 01} or words
     */
    void add(String number, String capability, String sentence, ConformanceCase.Body body) {
      cases.add(new ConformanceCase(topic + "-" + number, capability, sentence, body));
    }

    List<ConformanceCase> cases() {
      return List.copyOf(cases);
    }
  }
}
