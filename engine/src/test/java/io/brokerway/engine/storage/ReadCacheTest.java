package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReadCacheTest {
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger reads = new AtomicInteger();
  private final ReadCache<String, Integer> cache =
      new ReadCache<>(3, _ -> Duration.ofSeconds(30), nanoTime::get);

  private int read(String key) {
    return cache.get(key, _ -> reads.incrementAndGet());
  }

  @Test
  void isReadOnceUntilItIsTooOld() {
    assertThat(read("a")).isEqualTo(1);
    nanoTime.addAndGet(Duration.ofSeconds(29).toNanos());
    assertThat(read("a")).isEqualTo(1);
    nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(read("a")).isEqualTo(2);
  }

  @Test
  void whatIsForgottenIsReadAgain() {
    read("a");
    read("b");
    cache.forget("a");

    assertThat(read("a")).isEqualTo(3);
    assertThat(read("b")).isEqualTo(2);

    cache.forgetAll();

    assertThat(read("b")).isEqualTo(4);
  }

  @Test
  void whatIsForgottenWhileItIsReadIsNotKept() {
    var stale =
        cache.get(
            "a",
            key -> {
              cache.forget(key);
              return 100;
            });

    assertThat(stale).isEqualTo(100);
    assertThat(read("a")).isEqualTo(1);
  }

  @Test
  void aFailedReadIsNotKept() {
    assertThatThrownBy(() ->
            cache.get(
                "a",
                _ -> {
                  throw new StorageUnavailable("away", null);
                }))
        .isInstanceOf(StorageUnavailable.class);

    assertThat(read("a")).isEqualTo(1);
  }

  @Test
  void doesNotGrowBeyondItsBound() {
    read("a");
    read("b");
    read("c");
    read("d");

    assertThat(read("d")).isEqualTo(4);
    assertThat(read("a")).isEqualTo(5);
  }
}
