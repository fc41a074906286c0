package io.brokerway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ClosingTest {
  private static final Closing SHORT = new Closing(Duration.ofMillis(600), Duration.ofMillis(300));

  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void partsThatHangAreLeftAndTheLastOneStillCloses() {
    var never = new CountDownLatch(1);
    var parts = new ArrayDeque<AutoCloseable>();
    parts.push(() -> closed.add("database"));
    parts.push(never::await);
    parts.push(never::await);
    parts.push(() -> closed.add("first"));

    var start = System.nanoTime();
    SHORT.close(parts);
    var took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(closed).containsExactly("first", "database");
    assertThat(took).isBetween(Duration.ofMillis(290), Duration.ofSeconds(5));
    never.countDown();
  }

  @Test
  void aPartThatFailsHoldsUpNoOther() {
    var parts = new ArrayDeque<AutoCloseable>();
    parts.push(() -> closed.add("last"));
    parts.push(() -> {
      throw new IllegalStateException("broken");
    });

    SHORT.close(parts);

    assertThat(closed).containsExactly("last");
  }
}
