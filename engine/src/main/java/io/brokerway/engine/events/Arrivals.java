package io.brokerway.engine.events;

import io.brokerway.engine.storage.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Committed facts on their way to the feed, put in position order. Bounded: what does not fit is
 * forgotten here, and read from the log. Thread-safe.
 */
final class Arrivals {
  private static final int MAX_EVENTS = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final TreeMap<Long, Commit> commits = new TreeMap<>();
  private int events;

  private record Commit(long firstPosition, Instant recordedAt, List<Fact> facts) {}

  void add(long firstPosition, Instant recordedAt, List<Fact> facts) {
    lock.lock();
    try {
      if (events + facts.size() > MAX_EVENTS) {
        commits.clear();
        events = 0;
      }
      commits.put(firstPosition, new Commit(firstPosition, recordedAt, facts));
      events += facts.size();
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes all events from the position on that follow without a gap. Waits for the first arrival,
   * and at a gap for what fills it.
   *
   * @return empty if nothing came in time, or if the gap stays
   */
  List<Event> take(long position, Duration gapPatience, Duration patience)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      dropBefore(position);
      var left = patience.toNanos();
      while (commits.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
        dropBefore(position);
      }
      var gapLeft = gapPatience.toNanos();
      while (!commits.isEmpty() && commits.firstKey() != position && gapLeft > 0) {
        gapLeft = arrived.awaitNanos(gapLeft);
        dropBefore(position);
      }
      return takeFollowing(position);
    } finally {
      lock.unlock();
    }
  }

  private List<Event> takeFollowing(long position) {
    var following = new ArrayList<Event>();
    var next = position;
    while (!commits.isEmpty() && commits.firstKey() == next) {
      var commit = commits.pollFirstEntry().getValue();
      events -= commit.facts().size();
      for (var fact : commit.facts()) {
        following.add(new Event(next++, commit.recordedAt(), fact));
      }
    }
    return following;
  }

  /** Forgets what was read from the log meanwhile; commits are delivered whole or not at all. */
  private void dropBefore(long position) {
    while (!commits.isEmpty() && commits.firstKey() < position) {
      events -= commits.pollFirstEntry().getValue().facts().size();
    }
  }
}
