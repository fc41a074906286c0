package io.brokerway.conformance;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.VenueJournal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The one gateway of a suite as far as an adapter sees it; it keeps the records of the calls. */
record Gateway(SimulatedBroker simulator, List<CallRecord> records) implements BrokerContext {

  static Gateway of(SimulatedBroker simulator) {
    return new Gateway(simulator, new CopyOnWriteArrayList<>());
  }

  @Override
  public Clock clock() {
    return simulator.clock();
  }

  @Override
  public BrokerSettings settings() {
    return simulator.settings();
  }

  @Override
  public Consumer<CallRecord> calls() {
    return records::add;
  }

  @Override
  public VenueJournal journal(String name) {
    return simulator.journal(name);
  }
}
