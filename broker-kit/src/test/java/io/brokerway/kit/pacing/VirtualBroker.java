package io.brokerway.kit.pacing;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.RateBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Runs the pacing core against a broker that counts, in virtual time. The broker counts a call at
 * some moment between its start and its end.
 */
final class VirtualBroker {
  private final PacingCore core;
  private final Random random;
  private final PriorityQueue<Event> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<Call> calls = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long now;
  private long events;

  private record Waiting(Call call, Waiter waiter) {}

  private record Event(long at, long number, Runnable step) {}

  /** One call and what became of it; times are in nanoseconds, -1 if it did not happen. */
  static final class Call {
    final CallPriority priority;
    final long offeredAt;
    long startedAt = -1;
    long countedAt = -1;

    Call(CallPriority priority, long offeredAt) {
      this.priority = priority;
      this.offeredAt = offeredAt;
    }

    long waited() {
      return startedAt - offeredAt;
    }
  }

  VirtualBroker(long seed, RateBudget... budgets) {
    this.core = new PacingCore(List.of(budgets));
    this.random = new Random(seed);
  }

  Call offer(Duration at, CallPriority priority, Draw... draws) {
    var call = new Call(priority, at.toNanos());
    calls.add(call);
    at(
        at.toNanos(),
        () -> {
          waiting.add(new Waiting(call, core.arrive(List.of(draws), priority, now, () -> {})));
        });
    return call;
  }

  private void at(long moment, Runnable step) {
    agenda.add(new Event(moment, events++, step));
  }

  /** Plays until nothing more happens or the time is over. */
  void runUntil(Duration end) {
    while (true) {
      startGranted();
      var next = Math.min(nextEvent(), nextOpening());
      if (next > end.toNanos()) {
        return;
      }
      now = Math.max(now, next);
      if (!agenda.isEmpty() && agenda.peek().at() <= now) {
        agenda.poll().step().run();
      }
      for (var one : List.copyOf(waiting)) {
        var cell = one.waiter().blockedBy();
        if (cell != null) {
          core.serve(cell, now);
        }
      }
    }
  }

  private long nextEvent() {
    return agenda.isEmpty() ? Long.MAX_VALUE : agenda.peek().at();
  }

  private long nextOpening() {
    return waiting.stream()
        .filter(one -> PacingCore.isFirst(one.waiter()))
        .mapToLong(one -> Math.max(now, core.opensAt(one.waiter(), now)))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void startGranted() {
    for (var one : List.copyOf(waiting)) {
      if (one.waiter().isGranted()) {
        waiting.remove(one);
        start(one);
      }
    }
  }

  private void start(Waiting one) {
    one.call().startedAt = now;
    var took = 1_000_000L + random.nextLong(400_000_000L);
    one.call().countedAt = now + random.nextLong(took + 1);
    at(now + took, () -> core.end(one.waiter(), now));
  }

  List<Call> started() {
    return calls.stream().filter(call -> call.startedAt >= 0).toList();
  }

  /** The most calls that the broker counted in any span of this length, wherever it starts. */
  int mostInAny(Duration span) {
    var counted = started().stream().mapToLong(call -> call.countedAt).sorted().toArray();
    var most = 0;
    for (int last = 0, first = 0; last < counted.length; last++) {
      while (counted[last] - counted[first] >= span.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
