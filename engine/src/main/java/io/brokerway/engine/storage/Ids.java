package io.brokerway.engine.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids: UUIDs of version 7, so that an index grows at its end. They are identity only, never
 * an order. Thread-safe.
 */
public final class Ids {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int TEXT_LENGTH = 26;

  private final Clock clock;
  private final RandomGenerator random;

  public Ids(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Ids that nobody can guess. */
  public static Ids secure(Clock clock) {
    return new Ids(clock, new SecureRandom());
  }

  /** The next id: 48 bits of milliseconds, 74 random bits. */
  public UUID next() {
    var high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** An id as text: the prefix and 26 random characters of lower-case base 32 (130 bits). */
  public String nextText(String prefix) {
    var text = new StringBuilder(prefix);
    for (var i = 0; i < TEXT_LENGTH; i++) {
      text.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return text.toString();
  }
}
