package io.brokerway.kit.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads decimals, from numbers and from text, that somebody could mean: {@code 1e999999999} is
 * short to write but fills the memory of whoever prints it.
 */
final class BoundedDecimalDeserializer extends StdDeserializer<BigDecimal> {
  private static final int MOST_DIGITS = 100;

  BoundedDecimalDeserializer() {
    super(BigDecimal.class);
  }

  @Override
  public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
    var value = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
    if (value == null || isReasonable(value)) {
      return value;
    }
    return (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, 0, "digits beyond reason");
  }

  private static boolean isReasonable(BigDecimal value) {
    return value.precision() <= MOST_DIGITS && Math.abs((long) value.scale()) <= MOST_DIGITS;
  }
}
