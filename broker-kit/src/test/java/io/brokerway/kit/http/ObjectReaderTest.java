package io.brokerway.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of a reply, however it is cut. */
final class ObjectReaderTest {
  private final List<String> seen = new ArrayList<>();
  private final ObjectReader reader = new ObjectReader(seen::add);

  @Test
  void objectsFollowEachOtherWithAnythingOrNothingBetween() throws IOException {
    reader.read(stream("{\"a\":1}{\"b\":[2,{\"c\":3}]}\r\n{\"d\":4} , {}\n"));

    assertThat(seen).containsExactly("{\"a\":1}", "{\"b\":[2,{\"c\":3}]}", "{\"d\":4}", "{}");
  }

  @Test
  void bracesAndQuotesInsideOfTextsAreText() throws IOException {
    var tricky = "{\"a\":\"}{\\\"}\\\\\",\"ü\":\"{\"}";

    reader.read(stream(tricky + tricky));

    assertThat(seen).containsExactly(tricky, tricky);
  }

  @Test
  void whereTheChunksEndMeansNothing() throws IOException {
    var whole = "{\"a\":\"é\"}{\"b\":2}".getBytes(StandardCharsets.UTF_8);
    InputStream bytes = new ByteArrayInputStream(new byte[0]);
    for (var one : whole) {
      bytes = new SequenceInputStream(bytes, new ByteArrayInputStream(new byte[] {one}));
    }

    reader.read(bytes);

    assertThat(seen).containsExactly("{\"a\":\"é\"}", "{\"b\":2}");
  }

  @Test
  void aReplyThatWasCutIsForgottenByTheNext() throws IOException {
    reader.read(stream("{\"a\":1}{\"b\":\""));
    reader.read(stream("{\"c\":3}"));

    assertThat(seen).containsExactly("{\"a\":1}", "{\"c\":3}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[1]", "null", "\"text\"", "{\"a\":[}", "{]"})
  void whatIsNoObjectEndsTheReply(String text) {
    assertThatThrownBy(() -> reader.read(stream(text))).isInstanceOf(IOException.class);
  }

  @Test
  void anObjectNestedTooDeepEndsTheReply() {
    assertThatThrownBy(() -> reader.read(stream("{\"a\":".repeat(100))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anObjectWithoutMeasureEndsTheReply() {
    var huge = "{\"a\":\"" + "x".repeat(2 << 20) + "\"}";

    assertThatThrownBy(() -> reader.read(stream(huge))).isInstanceOf(IOException.class);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
