package io.brokerway.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the documented surfaces take and write. */
final class SurfaceValuesTest {
  private final RequestBinder binder = new RequestBinder();

  record Named(@Nullable IdText id, @AnyCase @Nullable TimeInForce time) {}

  private Named bind(String body) {
    return binder.bind(body.getBytes(UTF_8), Named.class);
  }

  @ParameterizedTest
  @CsvSource({
    "123, 123",
    "'\"123\"', 123",
    "12345678901234567890123, 12345678901234567890123",
    "-1, -1",
    "'\"ann\"', ann"
  })
  void anIdIsATextOrAWholeNumber(String json, String id) {
    var read = bind("{\"id\": %s}".formatted(json)).id();

    assertThat(read).isNotNull().hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "true", "[1]", "\"\"", "1e3"})
  void nothingElseIsAnId(String json) {
    assertThatThrownBy(() -> bind("{\"id\": %s}".formatted(json))).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gtc", "GTC", "Gtc"})
  void aChoiceIsTakenInAnyCase(String text) {
    assertThat(bind("{\"time\": \"%s\"}".formatted(text)).time()).isEqualTo(TimeInForce.GTC);
  }

  @Test
  void aWrongChoiceListsWhatIsTaken() {
    assertThatThrownBy(() -> bind("{\"time\": \"never\"}"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.errors().getFirst().allowed()).contains("GTC", "DAY"));
  }

  @ParameterizedTest
  @CsvSource({"6.665, 6.67", "6.664, 6.66", "-6.665, -6.67", "7, 7.00", "0, 0.00", "1E+3, 1000.00"})
  void percentagesHaveTwoDecimalsHalfUp(String value, String written) {
    var percent = JsonDecimal.percent(new BigDecimal(value));

    assertThat(JsonOutput.mapper().writeValueAsString(percent)).isEqualTo(written);
    assertThat(JsonDecimal.percent(null)).isNull();
  }
}
