package io.brokerway.kit;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.VenueJournal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A context that keeps the records of calls, and whose clock moves on at each look at it. */
public final class TestContext implements BrokerContext {
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();
  private final Clock clock = new MovingClock();

  public List<CallRecord> records() {
    return records;
  }

  @Override
  public Clock clock() {
    return clock;
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

  private static final class MovingClock extends Clock {
    private static final Instant START = Instant.parse("2026-11-23T15:00:00Z");

    private final AtomicLong looks = new AtomicLong();

    @Override
    public Instant instant() {
      return START.plusMillis(looks.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("this clock knows UTC alone");
    }
  }
}
