package io.brokerway.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestBinderTest {
  private final RequestBinder binder = new RequestBinder();

  record Inner(int ratio, Side side) {}

  record Body(
      String symbol,
      @JsonProperty("order_side") Side side,
      BigDecimal quantity,
      @Nullable UUID id,
      @Nullable Instant at,
      @Nullable Boolean flag,
      @Nullable List<Inner> legs,
      @Nullable Map<String, Secret> fields) {}

  @Test
  void readsEveryTypeOfAField() {
    var body =
        bind(
            """
            {"symbol": "AAPL", "order_side": "BUY", "quantity": "1.50",
             "id": "0198c9a4-0000-7000-8000-000000000001", "at": "2026-01-31T14:30:00+01:00",
             "flag": true, "legs": [{"ratio": 2, "side": "SELL"}], "fields": {"api_key": "k"}}
            """);

    assertThat(body.quantity()).isEqualTo(new BigDecimal("1.50"));
    assertThat(body.at()).isEqualTo(Instant.parse("2026-01-31T13:30:00Z"));
    assertThat(body.legs()).containsExactly(new Inner(2, Side.SELL));
    assertThat(body.fields()).containsEntry("api_key", Secret.of("k"));
  }

  @Test
  void readsNumbersExactly() {
    var body =
        bind("{\"symbol\":\"A\",\"order_side\":\"BUY\",\"quantity\":0.10000000000000000001}");

    assertThat(body.quantity()).isEqualTo(new BigDecimal("0.10000000000000000001"));
  }

  @Test
  void tellsEveryWrongFieldAtOnce() {
    var errors =
        errors("{\"order_side\": \"HOLD\", \"quantity\": true, \"colour\": 1, \"flag\": \"yes\"}");

    assertThat(errors)
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("colour", "symbol", "order_side", "quantity", "flag");
    assertThat(errors)
        .filteredOn(error -> error.field().equals("order_side"))
        .first()
        .extracting(FieldError::allowed)
        .isEqualTo(List.of("BUY", "SELL", "SELL_SHORT"));
  }

  @Test
  void namesAWrongFieldInAList() {
    var errors =
        errors(
            """
            {"symbol": "A", "order_side": "BUY", "quantity": 1,
             "legs": [{"ratio": 1, "side": "BUY"}, {"ratio": 1.5, "side": "BUY"}]}
            """);

    assertThat(errors).extracting(FieldError::field).containsExactly("legs[1].ratio");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e400",
        "1e2147483647",
        "-1e-400",
        "12345678901234567890123456789012345678901",
        "\"1e2\"",
        "\"NaN\"",
        "\"0x10\"",
        "\"\"",
        "null",
        "[1]",
      })
  void refusesWhatIsNoPlainDecimal(String number) {
    var errors = errors(body(number));

    assertThat(errors).extracting(FieldError::field).containsExactly("quantity");
  }

  @Test
  void takesAShortExponentOfANumberButNotOfAText() {
    assertThat(bind(body("1e2")).quantity()).isEqualByComparingTo("100");
  }

  @Test
  void refusesAKeyThatIsGivenTwice() {
    var errors = errors("{\"symbol\": \"A\", \"symbol\": \"B\"}");

    assertThat(errors).containsExactly(new FieldError("symbol", "the field is given twice"));
  }

  @Test
  void refusesANulInAText() {
    var errors = errors("{\"symbol\":\"A\\u0000B\",\"order_side\":\"BUY\",\"quantity\":1}");

    assertThat(errors)
        .containsExactly(new FieldError("symbol", "must not contain control characters"));
  }

  @Test
  void refusesAKeyOfOursInABody() {
    var errors =
        errors(
            "{\"symbol\":\"bw_%s\",\"order_side\":\"BUY\",\"quantity\":1}"
                .formatted("a".repeat(50)));

    assertThat(errors).containsExactly(new FieldError("symbol", ApiKeyText.REFUSAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"[]", "1", "{", "{} {}", "{\"a\":}", "nonsense", "{'a': 1}"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThat(errors(text)).hasSize(1).allSatisfy(e -> assertThat(e.message()).contains("JSON"));
  }

  @Test
  void refusesAnEmptyBody() {
    assertThat(errors("")).extracting(FieldError::field).containsExactly("");
  }

  @Test
  void refusesDeepNesting() {
    var errors = errors("{\"legs\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");

    assertThat(errors).hasSize(1).first().extracting(FieldError::message).asString().contains("16");
  }

  @Test
  void refusesWhatIsNoUtf8() {
    var bytes = new byte[] {'{', '"', 'a', (byte) 0xff, '"', ':', '1', '}'};

    var failure = catchThrowableOfType(InvalidInput.class, () -> binder.bind(bytes, Body.class));

    assertThat(failure.errors()).hasSize(1);
  }

  @Test
  void shortensAndCleansAnUnknownName() {
    var errors = errors("{\"" + "x".repeat(5000) + "\\u0007\": 1}");

    assertThat(errors.getFirst().field()).hasSizeLessThan(70).doesNotContain("\u0007");
  }

  private static String body(String quantity) {
    return "{\"symbol\":\"A\",\"order_side\":\"BUY\",\"quantity\":" + quantity + "}";
  }

  private Body bind(String text) {
    return binder.bind(text.getBytes(UTF_8), Body.class);
  }

  private List<FieldError> errors(String text) {
    return catchThrowableOfType(
            InvalidInput.class, () -> binder.bind(text.getBytes(UTF_8), Body.class))
        .errors();
  }
}
