package io.brokerway.kit.pacing;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.RateBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps calls within declared budgets, each counted by scope key. When one is short, the most
 * urgent call goes first, then the one that came first; 15 % of every budget is kept for cancels
 * and look-ups, so orders may fill 85 %; what users wait for may fill 70 %, the regular sync 60 %,
 * so that each finds room at once behind the less urgent. A budget that only one of them uses is
 * never filled beyond that: room that is used up cannot be taken back from the broker.
 *
 * <p>Thread-safe. One instance serves all connections of an adapter.
 */
public final class Pacing {
  private static final int MOST_WAITING = 10_000;
  private static final Duration UNTIL_SOMEONE_ENDS = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final PacingCore core;
  private final LongSupplier nanoTime;
  private final long origin;
  private int waiting;

  private Pacing(List<RateBudget> budgets, LongSupplier nanoTime) {
    this.core = new PacingCore(budgets);
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /**
   * Paces the calls of one adapter.
   *
   * @throws IllegalArgumentException if two budgets have one name
   */
  public static Pacing of(List<RateBudget> budgets) {
    return of(budgets, System::nanoTime);
  }

  /**
   * With a monotonic clock of the caller's, which must run as fast as real time while a call waits.
   */
  public static Pacing of(List<RateBudget> budgets, LongSupplier nanoTime) {
    return new Pacing(budgets, nanoTime);
  }

  /**
   * Waits until a call may go out, at most for its patience; refuses at once what cannot go in that
   * time.
   *
   * @throws IllegalArgumentException if a draw names a budget that was not declared
   */
  public Permit acquire(List<Draw> draws, CallPriority priority, Duration patience)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var turn = lock.newCondition();
      var waiter = core.arrive(draws, priority, now(), turn::signal);
      return waiter.isGranted() ? new Permit.Granted(this, waiter) : await(waiter, turn, patience);
    } finally {
      lock.unlock();
    }
  }

  private Permit await(Waiter waiter, Condition turn, Duration patience)
      throws InterruptedException {
    var deadline = now() + patience.toNanos();
    waiting++;
    try {
      while (!waiter.isGranted()) {
        var opensAt = core.opensAt(waiter, now());
        if (now() >= deadline || isHopeless(opensAt, deadline)) {
          return refused(opensAt);
        }
        var wake = PacingCore.isFirst(waiter) ? Math.min(opensAt, deadline) : deadline;
        var _ = turn.awaitNanos(wake - now());
        serve(waiter);
      }
      return new Permit.Granted(this, waiter);
    } catch (InterruptedException e) {
      giveBack(waiter);
      throw e;
    } finally {
      waiting--;
      core.leave(waiter);
    }
  }

  private boolean isHopeless(long opensAt, long deadline) {
    return waiting > MOST_WAITING || (opensAt > deadline && opensAt != Cell.NOT_BY_TIME);
  }

  private Permit refused(long opensAt) {
    return new Permit.Refused(
        opensAt == Cell.NOT_BY_TIME
            ? UNTIL_SOMEONE_ENDS
            : Duration.ofNanos(Math.max(0, opensAt - now())));
  }

  private void serve(Waiter waiter) {
    var cell = waiter.blockedBy();
    if (cell != null) {
      core.serve(cell, now());
    }
  }

  private void giveBack(Waiter waiter) {
    if (waiter.isGranted()) {
      core.undo(waiter, now());
    }
  }

  /**
   * Takes the broker's own count: fewer calls are left than we counted if others use the same
   * login.
   *
   * @param remaining calls left, as the broker says
   * @param resetIn until the broker's count starts anew; bounded by the budget's span
   */
  public void observe(Draw draw, int remaining, Duration resetIn) {
    locked(() -> core.observe(draw, remaining, resetIn, now()));
  }

  /**
   * Lets no call of this budget out for a while, because the broker refused one; then one alone, to
   * probe. Refusals in a row lengthen the pause where the broker asks for less.
   *
   * @param retryAfter as the broker asks, obeyed up to one hour; zero if it does not say
   */
  public void penalise(Draw draw, Duration retryAfter) {
    locked(() -> core.penalise(draw, retryAfter, now()));
  }

  void end(Waiter granted) {
    locked(() -> core.end(granted, now()));
  }

  void undo(Waiter granted) {
    locked(() -> core.undo(granted, now()));
  }

  int waitingCalls() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return nanoTime.getAsLong() - origin;
  }

  @Override
  public String toString() {
    return "Pacing[%d waiting]".formatted(waitingCalls());
  }
}
