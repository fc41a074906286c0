package io.brokerway.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.IntNode;

final class JsonEditTest {

  @Test
  void fieldIsChangedAtAnyDepth() {
    var body = bytes("{\"a\":1,\"b\":[{\"a\":2,\"c\":3}]}");

    assertThat(JsonEdit.set(body, "a", IntNode.valueOf(9)))
        .isEqualTo(bytes("{\"a\":9,\"b\":[{\"a\":9,\"c\":3}]}"));
    assertThat(JsonEdit.drop(body, "a")).isEqualTo(bytes("{\"b\":[{\"c\":3}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "<html></html>", "{\"a\":1", "forbidden.", "{} {}"})
  void whatIsNoJsonStays(String text) {
    var body = bytes(text);

    assertThat(JsonEdit.set(body, "a", IntNode.valueOf(9))).isEqualTo(body);
    assertThat(JsonEdit.drop(body, "a")).isEqualTo(body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
