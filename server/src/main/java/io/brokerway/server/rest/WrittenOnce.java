package io.brokerway.server.rest;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of an answer that never changes and may be given many times. Thread-safe. */
public final class WrittenOnce {
  // Written twice by a race it is the same bytes.
  private volatile byte @Nullable [] json;

  /** An answer that keeps its JSON with itself. */
  public interface Answer {
    WrittenOnce written();
  }

  /** The JSON, which must not be changed. */
  byte[] of(Answer answer, Function<Object, byte[]> writer) {
    var known = json;
    if (known == null) {
      known = writer.apply(answer);
      json = known;
    }
    return known;
  }
}
