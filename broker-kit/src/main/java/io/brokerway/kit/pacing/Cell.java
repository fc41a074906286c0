package io.brokerway.kit.pacing;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.RateBudget;
import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One budget, counted for one scope key. Pure: time comes in as nanoseconds.
 *
 * <p>A call is counted from its start until one span after its end, because the broker counts it at
 * some moment between the two that we do not see. So no span of the broker's, rolling or fixed,
 * ever holds more calls than the budget allows, however the network delays them. A token bucket
 * would not do: full at first, it lets nearly twice the budget out within one span.
 */
final class Cell {
  static final long NOT_BY_TIME = Long.MAX_VALUE;

  /** No word of a broker closes a budget for longer; after that it is probed again. */
  private static final Duration LONGEST_PENALTY = Duration.ofHours(1);

  private static final int MOST_DOUBLINGS = 16;

  private final RateBudget budget;
  private final long span;
  private final Departures leaving = new Departures();
  private final TreeSet<Waiter> waiters =
      new TreeSet<>(
          Comparator.comparing(Waiter::priority).thenComparingLong(Waiter::arrivalNumber));
  private int inFlight;
  private int foreign;
  private long foreignUntil;
  private long closedUntil;
  private int penalties;

  Cell(RateBudget budget) {
    this.budget = budget;
    this.span = budget.per().toNanos();
  }

  NavigableSet<Waiter> waiters() {
    return waiters;
  }

  boolean admits(CallPriority priority, long now) {
    return opensAt(priority, now) <= now;
  }

  /**
   * The earliest moment at which a call of this priority could go, if none other goes before;
   * {@link #NOT_BY_TIME} if another call must end first.
   */
  long opensAt(CallPriority priority, long now) {
    forget(now);
    if (penalties > 0 && inFlight > 0) {
      return NOT_BY_TIME;
    }
    if (budget.atMostAtOnce() > 0
        && inFlight >= Share.of(priority).ofPlaces(budget.atMostAtOnce())) {
      return NOT_BY_TIME;
    }
    return Math.max(closedUntil, roomAt(Share.of(priority).ofCalls(budget.calls()), now));
  }

  private long roomAt(int most, long now) {
    var excess = inFlight + leaving.size() + foreign - most + 1;
    if (excess <= 0) {
      return now;
    }
    var byOursAlone = departure(excess);
    if (foreign == 0) {
      return byOursAlone;
    }
    return Math.min(byOursAlone, Math.max(foreignUntil, departure(excess - foreign)));
  }

  /** When so many of our calls will have stopped counting. */
  private long departure(int count) {
    if (count <= 0) {
      return 0;
    }
    return count <= leaving.size() ? leaving.get(count - 1) : NOT_BY_TIME;
  }

  void start() {
    inFlight++;
  }

  /** A call ended; the broker may have counted it until now. */
  void end(long now) {
    inFlight--;
    leaving.add(now + span);
    if (now >= closedUntil) {
      penalties = 0;
    }
  }

  /** A call that had been let out never left. */
  void undo() {
    inFlight--;
  }

  void observe(int remaining, Duration resetIn, long now) {
    forget(now);
    // A window that resets later than its own length is a clock of the broker's gone wrong.
    var reset = now + bounded(resetIn, budget.per());
    var countedByBroker = budget.calls() - Math.clamp(remaining, 0, budget.calls());
    foreign = Math.max(0, countedByBroker - inFlight - leaving.size());
    foreignUntil = reset;
  }

  /** The broker refused a call: closed for as long as it says, then open for one call at a time. */
  void penalise(Duration retryAfter, long now) {
    var asked = bounded(retryAfter, LONGEST_PENALTY);
    closedUntil = Math.max(closedUntil, now + Math.max(asked, ownPause()));
    penalties = Math.min(penalties + 1, MOST_DOUBLINGS);
  }

  /** From the average distance of calls, doubling with each refusal in a row, to the whole span. */
  private long ownPause() {
    return Math.min(span, (span / budget.calls()) << penalties);
  }

  /** In nanoseconds; the broker's word may be longer than nanoseconds can count. */
  private static long bounded(Duration word, Duration most) {
    return word.isNegative() ? 0 : word.compareTo(most) < 0 ? word.toNanos() : most.toNanos();
  }

  /** Whether it holds nothing that a new cell would not say as well. */
  boolean isFresh(long now) {
    forget(now);
    return inFlight == 0
        && leaving.size() == 0
        && waiters.isEmpty()
        && foreign == 0
        && closedUntil <= now
        && penalties == 0;
  }

  private void forget(long now) {
    leaving.forgetUntil(now);
    if (foreignUntil <= now) {
      foreign = 0;
    }
  }
}
