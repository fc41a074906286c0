package io.brokerway.server.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The one mapper that writes answers: a {@code BigDecimal} is a text without an exponent, a {@link
 * JsonDecimal} a number without one, times are RFC 3339 in UTC, absent values are null.
 */
public final class JsonOutput {
  private JsonOutput() {}

  public static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(
            new SimpleModule("brokerway")
                .addSerializer(new DecimalText())
                .addSerializer(new DecimalNumber()))
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  private static final class DecimalText extends StdSerializer<BigDecimal> {
    DecimalText() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(value.toPlainString());
    }
  }

  private static final class DecimalNumber extends StdSerializer<JsonDecimal> {
    DecimalNumber() {
      super(JsonDecimal.class);
    }

    @Override
    public void serialize(
        JsonDecimal value, JsonGenerator generator, SerializationContext context) {
      generator.writeNumber(value.value().toPlainString());
    }
  }
}
