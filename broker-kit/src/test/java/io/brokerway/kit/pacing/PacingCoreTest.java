package io.brokerway.kit.pacing;

import static io.brokerway.broker.CallPriority.CANCEL_AND_LOOKUP;
import static io.brokerway.broker.CallPriority.INTERACTIVE;
import static io.brokerway.broker.CallPriority.ORDER;
import static io.brokerway.broker.CallPriority.SYNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.RateBudget;
import io.brokerway.broker.RateBudget.Scope;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PacingCoreTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RateBudget TRADING = RateBudget.of("trading", Scope.ACCOUNT, 200, MINUTE);
  private static final Draw MINE = new Draw("trading", "a-1");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fiveTimesTheLoadNeverExceedsTheBudgetInAnySpan(long seed) {
    var broker = new VirtualBroker(seed, TRADING);
    var priorities = CallPriority.values();
    IntStream.range(0, 5 * 200 * 4)
        .forEach(
            i -> broker.offer(Duration.ofMillis(i * 60L), priorities[i % priorities.length], MINE));

    broker.runUntil(Duration.ofMinutes(4));

    assertThat(broker.mostInAny(MINUTE)).isBetween(180, 200);
    assertThat(broker.started()).hasSizeGreaterThan(600);
  }

  @Test
  void aBurstAtOnceIsNoMoreThanTheBudget() {
    var broker = new VirtualBroker(7, TRADING);
    IntStream.range(0, 1000).forEach(i -> broker.offer(Duration.ZERO, CANCEL_AND_LOOKUP, MINE));

    broker.runUntil(Duration.ofMinutes(6));

    assertThat(broker.mostInAny(MINUTE)).isEqualTo(200);
    assertThat(broker.started()).hasSize(1000);
  }

  @Test
  void cancelsFindRoomAtOnceHoweverMuchElseIsOffered() {
    var broker = new VirtualBroker(11, TRADING);
    IntStream.range(0, 3000)
        .forEach(i -> broker.offer(Duration.ofMillis(i * 60L), i % 2 == 0 ? SYNC : ORDER, MINE));
    var cancels =
        IntStream.range(0, 45)
            .mapToObj(i -> broker.offer(Duration.ofSeconds(4L * i), CANCEL_AND_LOOKUP, MINE))
            .toList();

    broker.runUntil(Duration.ofMinutes(4));

    assertThat(cancels).allMatch(cancel -> cancel.startedAt >= 0 && cancel.waited() == 0);
    assertThat(broker.mostInAny(MINUTE)).isLessThanOrEqualTo(200);
  }

  @Test
  void fifteenPercentAreKeptForCancels() {
    var core = new PacingCore(List.of(TRADING));

    var orders =
        IntStream.range(0, 200)
            .filter(i -> core.arrive(List.of(MINE), ORDER, 0, () -> {}).isGranted());

    assertThat(orders.count()).isEqualTo(170);
    var cancels =
        IntStream.range(0, 200)
            .filter(i -> core.arrive(List.of(MINE), CANCEL_AND_LOOKUP, 0, () -> {}).isGranted());
    assertThat(cancels.count()).isEqualTo(30);
  }

  @Test
  void theMoreUrgentGoesFirstThenTheEarlier() {
    var broker =
        new VirtualBroker(3, RateBudget.of("slow", Scope.ACCOUNT, 1, Duration.ofSeconds(10)));
    var draw = new Draw("slow", "a");
    broker.offer(Duration.ZERO, SYNC, draw);
    var sync = broker.offer(Duration.ofSeconds(1), SYNC, draw);
    var user = broker.offer(Duration.ofSeconds(2), INTERACTIVE, draw);
    var order1 = broker.offer(Duration.ofSeconds(3), ORDER, draw);
    var order2 = broker.offer(Duration.ofSeconds(4), ORDER, draw);
    var cancel = broker.offer(Duration.ofSeconds(5), CANCEL_AND_LOOKUP, draw);

    broker.runUntil(Duration.ofMinutes(5));

    assertThat(List.of(cancel, order1, order2, user, sync))
        .isSortedAccordingTo((a, b) -> Long.compare(a.startedAt, b.startedAt))
        .allMatch(call -> call.startedAt > 0);
  }

  @Test
  void scopeKeysAreCountedApart() {
    var core = new PacingCore(List.of(RateBudget.of("b", Scope.ACCOUNT, 1, MINUTE)));

    assertThat(core.arrive(List.of(new Draw("b", "x")), ORDER, 0, () -> {}).isGranted()).isTrue();
    assertThat(core.arrive(List.of(new Draw("b", "x")), ORDER, 0, () -> {}).isGranted()).isFalse();
    assertThat(core.arrive(List.of(new Draw("b", "y")), ORDER, 0, () -> {}).isGranted()).isTrue();
  }

  @Test
  void aCallThatDrawsOnTwoBudgetsKeepsWithinBoth() {
    var second = Duration.ofSeconds(1);
    var broker = new VirtualBroker(5, TRADING, RateBudget.of("burst", Scope.ACCOUNT, 10, second));
    IntStream.range(0, 600)
        .forEach(
            i -> broker.offer(Duration.ofMillis(i * 10L), ORDER, MINE, new Draw("burst", "a-1")));

    broker.runUntil(Duration.ofMinutes(5));

    assertThat(broker.mostInAny(second)).isLessThanOrEqualTo(10);
    assertThat(broker.mostInAny(MINUTE)).isLessThanOrEqualTo(200);
    assertThat(broker.started()).hasSize(600);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200, 170, 140, 120",
    "10, 10, 8, 7, 6",
    "5, 5, 4, 3, 3",
    "4, 4, 3, 3, 2",
    "2, 2, 2, 1, 1",
    "1, 1, 1, 1, 1"
  })
  void aloneAPriorityMayFillItsShareOfTheCalls(
      int whole, int cancels, int orders, int users, int syncs) {
    assertThat(filledBy(CANCEL_AND_LOOKUP, whole)).isEqualTo(cancels);
    assertThat(filledBy(ORDER, whole)).isEqualTo(orders);
    assertThat(filledBy(INTERACTIVE, whole)).isEqualTo(users);
    assertThat(filledBy(SYNC, whole)).isEqualTo(syncs);
  }

  private static long filledBy(CallPriority priority, int whole) {
    var core = new PacingCore(List.of(RateBudget.of("b", Scope.ACCOUNT, whole, MINUTE)));
    return IntStream.range(0, whole + 1)
        .filter(i -> core.arrive(List.of(new Draw("b", "x")), priority, 0, () -> {}).isGranted())
        .count();
  }

  @Test
  void aLoneSyncGoesOnSpanAfterSpan() {
    var broker = new VirtualBroker(9, TRADING);
    IntStream.range(0, 700).forEach(i -> broker.offer(Duration.ZERO, SYNC, MINE));

    broker.runUntil(Duration.ofMinutes(6));

    assertThat(broker.started()).hasSizeGreaterThanOrEqualTo(5 * 120);
    assertThat(broker.mostInAny(MINUTE)).isBetween(110, 120);
  }

  @Test
  void ordersUnderWayLeaveAPlaceForACancel() {
    var core = new PacingCore(List.of(new RateBudget("b", Scope.ACCOUNT, 100, MINUTE, 2)));
    var draws = List.of(new Draw("b", "x"));

    var order = core.arrive(draws, ORDER, 0, () -> {});
    var another = core.arrive(draws, ORDER, 0, () -> {});
    var cancel = core.arrive(draws, CANCEL_AND_LOOKUP, 0, () -> {});

    assertThat(order.isGranted() && cancel.isGranted()).isTrue();
    assertThat(another.isGranted()).isFalse();
  }

  @Test
  void noMoreCallsAtOnceThanAllowed() {
    var core = new PacingCore(List.of(new RateBudget("b", Scope.ACCOUNT, 100, MINUTE, 2)));
    var draws = List.of(new Draw("b", "x"));

    var first = core.arrive(draws, CANCEL_AND_LOOKUP, 0, () -> {});
    var second = core.arrive(draws, CANCEL_AND_LOOKUP, 0, () -> {});
    var third = core.arrive(draws, CANCEL_AND_LOOKUP, 0, () -> {});

    assertThat(first.isGranted() && second.isGranted()).isTrue();
    assertThat(third.isGranted()).isFalse();
    assertThat(core.opensAt(third, 0)).isEqualTo(Cell.NOT_BY_TIME);
    core.end(first, 10);
    assertThat(third.isGranted()).isTrue();
  }

  @Test
  void aCallThatNeverLeftIsNotCounted() {
    var core = new PacingCore(List.of(RateBudget.of("b", Scope.ACCOUNT, 1, MINUTE)));
    var draws = List.of(new Draw("b", "x"));
    var first = core.arrive(draws, ORDER, 0, () -> {});
    var second = core.arrive(draws, ORDER, 0, () -> {});

    core.undo(first, 5);

    assertThat(second.isGranted()).isTrue();
  }

  @Test
  void inAStormOfRefusalsOnlyOneProbeGoesOutPerRetryAfter() {
    var core = new PacingCore(List.of(TRADING));
    var broken = Duration.ofMinutes(5).toNanos();
    var retryAfter = Duration.ofSeconds(30);
    var probes = 0;
    core.penalise(MINE, retryAfter, 0);
    var others =
        IntStream.range(0, 500)
            .mapToObj(i -> core.arrive(List.of(MINE), i % 2 == 0 ? SYNC : ORDER, 0, () -> {}))
            .toList();

    for (var now = 0L; now < broken; now += 100_000_000) {
      var call = core.arrive(List.of(MINE), CANCEL_AND_LOOKUP, now, () -> {});
      if (call.isGranted()) {
        probes++;
        core.penalise(MINE, retryAfter, now);
        core.end(call, now);
      } else {
        core.leave(call);
      }
    }

    assertThat(probes).isBetween(8, 10);
    assertThat(others).noneMatch(Waiter::isGranted);
  }

  @Test
  void afterAGoodProbeTheBudgetOpensAgain() {
    var core = new PacingCore(List.of(TRADING));
    core.penalise(MINE, Duration.ofSeconds(30), 0);
    var probe = core.arrive(List.of(MINE), ORDER, Duration.ofSeconds(30).toNanos(), () -> {});
    var next = core.arrive(List.of(MINE), ORDER, Duration.ofSeconds(31).toNanos(), () -> {});
    assertThat(probe.isGranted()).isTrue();
    assertThat(next.isGranted()).isFalse();

    core.end(probe, Duration.ofSeconds(32).toNanos());

    assertThat(next.isGranted()).isTrue();
  }

  @Test
  void refusalsThatNameNoTimePauseLongerAndLonger() {
    var core = new PacingCore(List.of(TRADING));
    var waiter = core.arrive(List.of(MINE), ORDER, 0, () -> {});
    core.end(waiter, 0);
    var pauses =
        IntStream.range(0, 12)
            .mapToLong(i -> {
              var now = i * Duration.ofHours(1).toNanos();
              core.penalise(MINE, Duration.ZERO, now);
              return core.opensAt(core.arrive(List.of(MINE), ORDER, now, () -> {}), now) - now;
            })
            .boxed()
            .toList();

    assertThat(pauses).isSorted().first().isEqualTo(Duration.ofMillis(300).toNanos());
    assertThat(pauses.getLast()).isEqualTo(MINUTE.toNanos());
  }

  @Test
  void callsOfOthersThatTheBrokerCountsLeaveLessForUs() {
    var core = new PacingCore(List.of(TRADING));
    core.observe(MINE, 3, Duration.ofSeconds(20), 0);

    var granted =
        IntStream.range(0, 10)
            .filter(i -> core.arrive(List.of(MINE), CANCEL_AND_LOOKUP, 0, () -> {}).isGranted());

    assertThat(granted.count()).isEqualTo(3);
    var later = Duration.ofSeconds(20).toNanos();
    assertThat(core.arrive(List.of(MINE), CANCEL_AND_LOOKUP, later, () -> {}).isGranted())
        .as("others of the same priority stand before it")
        .isFalse();
  }

  @Test
  void aResetFarInTheFutureIsNotBelieved() {
    var core = new PacingCore(List.of(TRADING));
    core.observe(MINE, 0, Duration.ofDays(3650), 0);

    var waiter = core.arrive(List.of(MINE), ORDER, 0, () -> {});

    assertThat(waiter.isGranted()).isFalse();
    assertThat(core.opensAt(waiter, 0)).isEqualTo(MINUTE.toNanos());
  }

  @Test
  void aRetryAfterOfYearsIsObeyedForAnHour() {
    var core = new PacingCore(List.of(TRADING));
    core.penalise(MINE, Duration.ofDays(365_000), 0);

    var waiter = core.arrive(List.of(MINE), ORDER, 0, () -> {});

    assertThat(core.opensAt(waiter, 0)).isEqualTo(Duration.ofHours(1).toNanos());
  }

  @Test
  void countersOfScopesThatNobodyUsesAreLetGoOf() {
    var core = new PacingCore(List.of(TRADING));
    for (var i = 0; i < 10_000; i++) {
      var now = i * MINUTE.toNanos();
      core.end(core.arrive(List.of(new Draw("trading", "a-" + i)), SYNC, now, () -> {}), now);
    }

    assertThat(core.cellCount()).isLessThan(2_100);
  }

  @Test
  void anUndeclaredBudgetIsRefused() {
    var core = new PacingCore(List.of(TRADING));

    assertThatThrownBy(() -> core.arrive(List.of(new Draw("traiding", "a")), SYNC, 0, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("traiding");
  }
}
