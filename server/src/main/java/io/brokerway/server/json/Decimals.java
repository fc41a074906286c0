package io.brokerway.server.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Exact decimals on the wire, in and out, never with an exponent. */
public final class Decimals {
  /** The most digits a number may have when written out. */
  public static final int MAX_DIGITS = 40;

  private static final String RULE =
      "must be a decimal number of at most " + MAX_DIGITS + " digits, without an exponent";

  private Decimals() {}

  /** The exact value without an exponent, as it came. */
  public static String plain(BigDecimal value) {
    return value.toPlainString();
  }

  /** The exact value without an exponent, as it came; null stays null. */
  public static @Nullable String plainOrNull(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  /** The same value with at least so many decimals and no further zeros behind them. */
  public static BigDecimal atLeast(BigDecimal value, int decimals) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() >= decimals
        ? stripped
        : stripped.setScale(decimals, RoundingMode.UNNECESSARY);
  }

  static @Nullable Object read(JsonNode node, String path, List<FieldError> errors) {
    var value = parse(node);
    if (value == null) {
      errors.add(new FieldError(path, RULE));
    }
    return value;
  }

  private static @Nullable BigDecimal parse(JsonNode node) {
    if (node.isNumber()) {
      return bounded(node.decimalValue());
    }
    return node.isString() ? parse(node.stringValue()) : null;
  }

  /** Reads a text; null if it is no decimal number, is too long or has an exponent. */
  public static @Nullable BigDecimal parse(String text) {
    var form = text.length() <= MAX_DIGITS + 2 && text.matches("-?\\d+(\\.\\d+)?");
    return form ? bounded(new BigDecimal(text)) : null;
  }

  private static @Nullable BigDecimal bounded(BigDecimal value) {
    // Scale and precision are looked at first: writing out 1e999999999 would fill the heap.
    var integerDigits = (long) value.precision() - value.scale();
    var fits =
        value.precision() <= MAX_DIGITS
            && value.scale() <= MAX_DIGITS
            && integerDigits <= MAX_DIGITS;
    return fits ? value : null;
  }
}
