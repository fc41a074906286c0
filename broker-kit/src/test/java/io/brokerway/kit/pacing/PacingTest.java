package io.brokerway.kit.pacing;

import static io.brokerway.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.RateBudget;
import io.brokerway.broker.RateBudget.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PacingTest {
  private static final List<Draw> DRAWS = List.of(new Draw("b", "x"));
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void refusesAtOnceWhatCannotGoInTime() throws Exception {
    var pacing = Pacing.of(List.of(RateBudget.of("b", Scope.ACCOUNT, 1, Duration.ofMinutes(1))));
    ((Permit.Granted) pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE)).end();
    var started = System.nanoTime();

    var permit = pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE);

    assertThat(permit)
        .isInstanceOfSatisfying(
            Permit.Refused.class,
            refused ->
                assertThat(refused.retryAfter())
                    .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    assertThat(pacing.waitingCalls()).isZero();
  }

  @Test
  void waitsForTheBudgetToOpen() throws Exception {
    var pacing = Pacing.of(List.of(RateBudget.of("b", Scope.ACCOUNT, 2, Duration.ofMillis(100))));
    var started = System.nanoTime();

    for (var i = 0; i < 5; i++) {
      ((Permit.Granted) pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE)).end();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
  }

  @SuppressWarnings("ThreadPriorityCheck") // Only invites others in; nothing relies on it.
  @Test
  void wakesWaitersInTurnWhenCallsEnd() throws Exception {
    var budget = new RateBudget("b", Scope.ACCOUNT, 100_000, Duration.ofMinutes(1), 3);
    var pacing = Pacing.of(List.of(budget));
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(2_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 2_000; i++) {
        var _ =
            threads.submit(() -> {
              var permit = (Permit.Granted) pacing.acquire(DRAWS, CallPriority.SYNC, PATIENCE);
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              Thread.yield();
              atOnce.decrementAndGet();
              permit.end();
              done.countDown();
              return null;
            });
      }
      done.await();
    }

    assertThat(most.get()).isBetween(1, 3);
    assertThat(pacing.waitingCalls()).isZero();
  }

  @Test
  void anInterruptedWaiterLeavesTheQueue() throws Exception {
    var budget = new RateBudget("b", Scope.ACCOUNT, 100, Duration.ofMinutes(1), 1);
    var pacing = Pacing.of(List.of(budget));
    var first = (Permit.Granted) pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE);
    var waiting =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE))
                    .isInstanceOf(InterruptedException.class));
    eventually(() -> pacing.waitingCalls() == 1);

    waiting.interrupt();
    waiting.join();
    first.end();

    assertThat(pacing.waitingCalls()).isZero();
    assertThat(pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE))
        .isInstanceOf(Permit.Granted.class);
  }

  @Test
  void aPermitEndsOnce() throws Exception {
    var budget = new RateBudget("b", Scope.ACCOUNT, 100, Duration.ofMinutes(1), 1);
    var pacing = Pacing.of(List.of(budget));
    var permit = (Permit.Granted) pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE);
    permit.unused();
    permit.end();
    permit.end();

    var second = pacing.acquire(DRAWS, CallPriority.ORDER, PATIENCE);
    var third = pacing.acquire(DRAWS, CallPriority.ORDER, Duration.ofMillis(10));

    assertThat(second).isInstanceOf(Permit.Granted.class);
    assertThat(third).isInstanceOf(Permit.Refused.class);
  }
}
