package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.simulators.Json;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class MessagePackTest {

  @Test
  void valuesSurviveTheWayThereAndBack() {
    var value =
        Json.read(
            """
            {"a":[1,-5,300,70000,5000000000,true,false,null,"%s"],"b":{"c":"short"},"d":1.5}\
            """
                .formatted("long ".repeat(20)));

    var read = MessagePackReader.read(ByteBuffer.wrap(MessagePackWriter.write(value)));

    assertThat(Json.text(read)).isEqualTo(Json.text(value));
  }

  @Test
  void timesOfMarketDataAreTimestamps() {
    var bytes = MessagePackWriter.write(Json.read("{\"t\":\"1970-01-01T00:00:01.000000002Z\"}"));

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("81a174" + "c70cff" + "00000002" + "0000000000000001");
  }

  @Test
  void garbageIsRefused() {
    for (var hex : new String[] {"", "a5", "81", "dd7fffffff", "c1", "c403", "91".repeat(40)}) {
      var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));

      assertThatThrownBy(() -> MessagePackReader.read(bytes))
          .as(hex)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
