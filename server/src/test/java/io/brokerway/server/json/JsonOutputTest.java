package io.brokerway.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonOutputTest {

  record Answer(
      BigDecimal text, @Nullable JsonDecimal number, @Nullable JsonDecimal absent, Instant at) {}

  @Test
  void writesTextsNumbersAndTimesWithoutAnExponent() {
    var answer =
        new Answer(
            new BigDecimal("1E+9"),
            JsonDecimal.money(new BigDecimal("1E+9")),
            null,
            Instant.parse("2026-01-31T14:30:00Z"));

    var json = JsonOutput.mapper().writeValueAsString(answer);

    assertThat(json)
        .isEqualTo(
            "{\"text\":\"1000000000\",\"number\":1000000000.00,\"absent\":null,"
                + "\"at\":\"2026-01-31T14:30:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource({"25000,25000.00", "0.1,0.10", "0.12345,0.12345", "-3.100,-3.10", "0E-8,0.00"})
  void givesMoneyTwoDecimalsAtLeast(String value, String written) {
    assertThat(JsonOutput.mapper().writeValueAsString(JsonDecimal.money(new BigDecimal(value))))
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"100,100.0", "0.500,0.5", "1E-9,0.000000001"})
  void givesQuantitiesOneDecimalAtLeast(String value, String written) {
    assertThat(JsonOutput.mapper().writeValueAsString(JsonDecimal.quantity(new BigDecimal(value))))
        .isEqualTo(written);
  }
}
