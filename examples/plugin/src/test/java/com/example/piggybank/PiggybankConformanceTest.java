package com.example.piggybank;

import io.brokerway.conformance.BrokerConformance;
import io.brokerway.conformance.SimulatedBroker;

/** The adapter out of the jar passes every case that it declares. */
final class PiggybankConformanceTest extends BrokerConformance {
  @Override
  protected SimulatedBroker start() {
    return new PiggybankSimulated(PluginJar.adapter());
  }
}
