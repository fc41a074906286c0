package io.brokerway.kit;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.VenueJournal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A context that keeps the records of calls. */
public final class TestContext implements BrokerContext {
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();

  public List<CallRecord> records() {
    return records;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public BrokerSettings settings() {
    return BrokerSettings.DEFAULTS;
  }

  @Override
  public Consumer<CallRecord> calls() {
    return records::add;
  }

  @Override
  public VenueJournal journal(String name) {
    throw new UnsupportedOperationException("no venue here");
  }
}
