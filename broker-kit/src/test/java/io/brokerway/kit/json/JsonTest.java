package io.brokerway.kit.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  enum Colour {
    RED
  }

  record Thing(@Nullable String name, @Nullable BigDecimal price, @Nullable Colour colour) {}

  @Test
  void readsExactDecimalsFromNumbersAndTextAndIgnoresTheUnknown() {
    var json = "{\"name\":\"ü\",\"price\":0.10000000000000000001,\"more\":[1]}";

    var thing = Json.read(json.getBytes(UTF_8), Thing.class);

    assertThat(thing.price()).isEqualTo(new BigDecimal("0.10000000000000000001"));
    assertThat(thing.name()).isEqualTo("ü");
    assertThat(Json.read("{\"price\":\"1.50\"}".getBytes(UTF_8), Thing.class).price())
        .isEqualTo(new BigDecimal("1.50"));
    assertThat(Json.tree("{\"p\":1.500}".getBytes(UTF_8)).get("p").decimalValue())
        .isEqualTo(new BigDecimal("1.500"));
  }

  @Test
  void writesDecimalsPlainlyAndLeavesTheAbsentOut() {
    var json = Json.write(new Thing("x", new BigDecimal("1E+3"), null));

    assertThat(new String(json, UTF_8)).isEqualTo("{\"name\":\"x\",\"price\":1000}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "<html>",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\"",
        "{\"name\":\"a\"} {}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"a\0b\"}",
        "{\"colour\":\"GREEN\"}",
        "{\"price\":1e999999999}",
        "{\"price\":\"1e999999999\"}",
        "{\"price\":\"abc\"}",
        "{\"price\":NaN}",
        "[]"
      })
  void refusesWhatIsNoSuchJson(String json) {
    assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Thing.class))
        .isInstanceOf(UnexpectedReply.class)
        .hasNoCause();
  }

  @Test
  void anEscapedBackslashBeforeTheLettersIsNoNul() {
    var thing = Json.read("{\"name\":\"a\\\\u0000\"}".getBytes(UTF_8), Thing.class);

    assertThat(thing.name()).isEqualTo("a\\u0000");
  }

  @Test
  void depthIsBounded() {
    assertThat(Json.tree(nested(64))).hasToString(new String(nested(64), UTF_8));
    assertThatThrownBy(() -> Json.tree(nested(65))).isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(() -> Json.tree(nested(1_000_000))).isInstanceOf(UnexpectedReply.class);
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
  }

  @Test
  void aNumberOfAMegabyteIsRefused() {
    var json = ("{\"price\":" + "9".repeat(1_000_000) + "}").getBytes(UTF_8);

    assertThatThrownBy(() -> Json.read(json, Thing.class)).isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(() -> Json.tree(json)).isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void anythingButUtf8IsRefused() {
    for (Charset charset : List.of(ISO_8859_1, UTF_16)) {
      var json = "{\"name\":\"ü\"}".getBytes(charset);

      assertThatThrownBy(() -> Json.read(json, Thing.class)).isInstanceOf(UnexpectedReply.class);
    }
  }

  @Test
  void theMessageQuotesNothingOfTheReply() {
    var json = "{\"colour\":\"canary\"}".getBytes(UTF_8);

    assertThatThrownBy(() -> Json.read(json, Thing.class))
        .hasMessageContaining("Thing")
        .hasMessageContaining("colour")
        .hasMessageNotContaining("canary");
  }

  @Test
  void readsListsWithoutEmptyPlaces() {
    assertThat(Json.readList("[{\"name\":\"a\"}]".getBytes(UTF_8), Thing.class))
        .containsExactly(new Thing("a", null, null));
    assertThatThrownBy(() -> Json.readList("[null]".getBytes(UTF_8), Thing.class))
        .isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(() -> Json.readList("{}".getBytes(UTF_8), Thing.class))
        .isInstanceOf(UnexpectedReply.class);
  }
}
