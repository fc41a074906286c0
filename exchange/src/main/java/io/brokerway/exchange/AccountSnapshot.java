package io.brokerway.exchange;

import java.time.Instant;
import java.util.List;

/**
 * An account at one moment, exactly: every fill up to {@code at} is in it, and every later one is
 * executed after {@code at}.
 */
public record AccountSnapshot(VenueBalance balance, List<VenuePosition> positions, Instant at) {
  public AccountSnapshot {
    positions = List.copyOf(positions);
  }
}
