package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZerodhaLoginTest {

  @Test
  void theChecksumIsOverKeyTokenAndSecretInThisOrder() {
    assertThat(ZerodhaLogin.checksum("kitedemo", "reqtok123", "s3cr3t"))
        .isEqualTo("cc9cedaa5b6f3ba2917b949af4916f78bbc64b4bd8a09d579318a310bf020b03");
  }

  /** Six in the morning of India is half past midnight in London. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-11T04:30:00Z, 2026-03-12T00:30:00Z",
    "2026-03-11T00:29:59Z, 2026-03-11T00:30:00Z",
    "2026-03-11T00:30:00Z, 2026-03-12T00:30:00Z",
    "2026-03-11T18:31:00Z, 2026-03-12T00:30:00Z",
  })
  void aTokenEndsAtSixInTheMorningOfIndia(Instant now, Instant end) {
    assertThat(ZerodhaLogin.endOfTokens(now)).isEqualTo(end);
  }
}
