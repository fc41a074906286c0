package io.brokerway.simulators.etrade;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The previews that were given out; each is good for one place within three minutes. */
final class Previews {
  /** Reported by users; E*TRADE does not say how long. */
  private static final Duration LIFE = Duration.ofMinutes(3);

  private static final int MAX_KEPT = 10_000;

  /**
   * A preview.
   *
   * @param changes the order that it would change; absent for a new one
   */
  record Preview(
      long id, String account, OrderRequest request, @Nullable String changes, Instant at) {}

  private final Clock clock;
  private final Map<Long, Preview> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Preview> eldest) {
          return size() > MAX_KEPT;
        }
      };
  private long lastId;

  Previews(Clock clock) {
    this.clock = clock;
    // Never an id of an earlier life.
    this.lastId = clock.millis();
  }

  synchronized Preview add(Holder holder, OrderRequest request, @Nullable String changes) {
    lastId++;
    var preview = new Preview(lastId, holder.id(), request, changes, clock.instant());
    open.put(lastId, preview);
    return preview;
  }

  /** A preview that was not used yet, however old. */
  synchronized Optional<Preview> find(Holder holder, long id) {
    return Optional.ofNullable(open.get(id)).filter(found -> found.account().equals(holder.id()));
  }

  boolean isTimely(Preview preview) {
    return clock.instant().isBefore(preview.at().plus(LIFE));
  }

  synchronized void use(Preview preview) {
    open.remove(preview.id());
  }
}
