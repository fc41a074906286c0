package io.brokerway.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff = new Backoff(WebSocketPolicy.DEFAULT, new Random(1));

  @Test
  void doublesUpToItsBoundWithinTheUpperHalf() {
    var bound = WebSocketPolicy.DEFAULT.firstPause();
    for (var i = 0; i < 100; i++) {
      var pause = backoff.next(Duration.ZERO);

      assertThat(pause).isBetween(bound.dividedBy(2), bound);
      var doubled = bound.multipliedBy(2);
      var longest = WebSocketPolicy.DEFAULT.longestPause();
      bound = doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }

  @Test
  void startsOverAfterALineThatLived() {
    for (var i = 0; i < 20; i++) {
      backoff.next(Duration.ZERO);
    }

    assertThat(backoff.next(Duration.ofMinutes(1)))
        .isLessThanOrEqualTo(WebSocketPolicy.DEFAULT.firstPause());
  }
}
