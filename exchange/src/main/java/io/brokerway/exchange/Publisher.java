package io.brokerway.exchange;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, each on a thread of its own, so that none delays the venue. Thread-safe. */
final class Publisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  /** A listener that has more than this to hear loses what comes until it has caught up. */
  private static final int MAX_WAITING = 100_000;

  private final String venue;
  private final List<Listening> listenings = new CopyOnWriteArrayList<>();

  Publisher(String venue) {
    this.venue = venue;
  }

  void publish(List<Notice> notices) {
    for (var listening : listenings) {
      listening.add(notices);
    }
  }

  Venue.Subscription subscribe(VenueListener listener) {
    var listening = new Listening(listener);
    listenings.add(listening);
    Thread.ofVirtual().name(venue + "-listener").start(listening::run);
    return listening;
  }

  @Override
  public void close() {
    listenings.forEach(Listening::close);
  }

  private final class Listening implements Venue.Subscription {
    private final VenueListener listener;
    private final ArrayDeque<Notice> waiting = new ArrayDeque<>();
    private @Nullable Instant missedSince;
    private boolean closed;

    private Listening(VenueListener listener) {
      this.listener = listener;
    }

    private synchronized void add(List<Notice> notices) {
      for (var notice : notices) {
        if (missedSince == null && waiting.size() < MAX_WAITING) {
          waiting.add(notice);
        } else if (missedSince == null) {
          missedSince = notice.at();
        }
      }
      notifyAll();
    }

    private void run() {
      try {
        while (next() instanceof Notice notice) {
          tell(notice);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell(Notice notice) {
      try {
        notice.tell(listener);
        var gap = takeGap();
        if (gap != null) {
          listener.onGap(gap);
        }
      } catch (RuntimeException e) {
        LOG.warn("listener failed: venue={}", venue, e);
      }
    }

    /** The next to tell; absent once closed. */
    private synchronized @Nullable Notice next() throws InterruptedException {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      return closed ? null : waiting.remove();
    }

    /** Since when something was missed, once all that waited before it is told. */
    private synchronized @Nullable Instant takeGap() {
      if (!waiting.isEmpty()) {
        return null;
      }
      var gap = missedSince;
      missedSince = null;
      return gap;
    }

    @Override
    public synchronized void close() {
      closed = true;
      listenings.remove(this);
      notifyAll();
    }
  }
}
