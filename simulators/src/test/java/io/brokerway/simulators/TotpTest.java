package io.brokerway.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  /** "12345678901234567890", the key of RFC 6238, appendix B, in base 32. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @Test
  void aCodeIsGoodHalfAMinuteBeforeAndAfter() {
    var at = Instant.ofEpochSecond(1_000_000_000);
    var code = Totp.code(SECRET, at);

    assertThat(Totp.accepts(SECRET, code, at.plusSeconds(30))).isTrue();
    assertThat(Totp.accepts(SECRET, code, at.minusSeconds(30))).isTrue();
    assertThat(Totp.accepts(SECRET, code, at.plusSeconds(90))).isFalse();
  }
}
