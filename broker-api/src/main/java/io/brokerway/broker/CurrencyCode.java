package io.brokerway.broker;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The code of a currency: ISO 4217 for money, the exchange's usual ticker for a coin ({@code BTC},
 * {@code USDT}).
 *
 * @param code 2 to 12 upper-case letters or digits
 */
public record CurrencyCode(String code) implements Comparable<CurrencyCode> {
  // Before the constants: their constructor uses it.
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{2,12}");

  public static final CurrencyCode USD = new CurrencyCode("USD");

  public CurrencyCode {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "currency must be 2 to 12 upper-case letters or digits, not '%s'".formatted(code));
    }
  }

  /** Reads a code in any case. */
  public static CurrencyCode of(String code) {
    return new CurrencyCode(code.toUpperCase(Locale.ROOT));
  }

  @Override
  public int compareTo(CurrencyCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
