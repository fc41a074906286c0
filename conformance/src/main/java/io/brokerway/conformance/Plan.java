package io.brokerway.conformance;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.OrderType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What the cases of a broker are made from: its declaration, nothing else. */
record Plan(
    BrokerProfile profile, boolean overNetwork, BiPredicate<BrokerCall, Trouble> canBefall) {

  static Plan of(SimulatedBroker simulator) {
    return new Plan(simulator.adapter().profile(), simulator.isOverNetwork(), simulator::canBefall);
  }

  /** The troubles of a call that its protocol knows, in their own order. */
  List<Trouble> troubles(BrokerCall call) {
    return Stream.of(Trouble.values()).filter(trouble -> canBefall.test(call, trouble)).toList();
  }

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

  /** Instrument families that the broker prices: those that it trades, or else those it knows. */
  List<AssetClass> pricedClasses() {
    return trades()
        ? tradedClasses()
        : capabilities().assetClasses().stream()
            .filter(assetClass -> assetClass != AssetClass.CASH && assetClass != AssetClass.UNKNOWN)
            .sorted()
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
