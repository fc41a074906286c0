package io.brokerway.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.identity.Keys.StoredKey;
import io.brokerway.engine.storage.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class KeyCacheTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final KeyCache cache = new KeyCache(now::get);

  @Test
  void aKnownKeyIsLookedUpOnceWithinHalfAMinute() {
    get();
    now.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
    get();
    assertThat(lookUps).hasValue(1);

    now.incrementAndGet();
    get();

    assertThat(lookUps).hasValue(2);
  }

  @Test
  void thatThereIsNoSuchKeyIsKnownForASecond() {
    cache.get("id", this::miss);
    now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
    cache.get("id", this::miss);
    assertThat(lookUps).hasValue(1);

    now.incrementAndGet();
    cache.get("id", this::miss);

    assertThat(lookUps).hasValue(2);
  }

  @Test
  void aForgottenKeyIsLookedUpAtOnce() {
    get();

    cache.forget("id");
    get();

    assertThat(lookUps).hasValue(2);
  }

  @Test
  void aKeyThatIsForgottenWhileItIsLookedUpIsNotKept() {
    cache.get(
        "id",
        id -> {
          var before = found(id);
          cache.forget(id);
          return before;
        });

    get();

    assertThat(lookUps).hasValue(2);
  }

  private void get() {
    assertThat(cache.get("id", this::found)).isPresent();
  }

  private Optional<StoredKey> found(String id) {
    lookUps.incrementAndGet();
    var key =
        new ApiKey(
            new TenantId("one"),
            id,
            KeyKind.APPLICATION,
            null,
            Set.of(Scope.READ),
            "a key",
            Instant.EPOCH,
            null,
            null,
            null);
    return Optional.of(new StoredKey(key, new byte[32]));
  }

  private Optional<StoredKey> miss(String id) {
    lookUps.incrementAndGet();
    return Optional.empty();
  }
}
