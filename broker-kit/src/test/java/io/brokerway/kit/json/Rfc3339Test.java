package io.brokerway.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Rfc3339Test {
  private static final long SEED = 20261123;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.1Z",
        "2026-01-02T03:04:05.000000001Z",
        "2026-01-02T03:04:05.123456789Z",
        "1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "2016-12-31T23:59:60Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:05-04:00",
        "2026-01-02T03:04:05.5+05:30",
        "2026-01-02t03:04:05z",
        "+12026-01-02T03:04:05Z"
      })
  void momentsAreThoseOfTheLibrary(String text) {
    assertThat(Rfc3339.instant(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-01-02",
        "2026-13-02T03:04:05Z",
        "2026-02-30T03:04:05Z",
        "2026-01-02T25:04:05Z",
        "2026-01-02T03:60:05Z",
        "2026-01-02T03:04:61Z",
        "2026-01-02T03:04:05.1234567890Z",
        "2026-01-02T03:04:05,5Z",
        "2026-01-02 03:04:05Z",
        "2026-01-0aT03:04:05Z",
        "२०२६-01-02T03:04:05Z"
      })
  void whatTheLibraryRefusesIsRefused(String text) {
    assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> Rfc3339.instant(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void randomMomentsComeBack() {
    var random = new Random(SEED);
    for (var i = 0; i < 10_000; i++) {
      var moment =
          Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));

      assertThat(Rfc3339.instant(moment.toString())).as("seed %d", SEED).isEqualTo(moment);
    }
  }
}
