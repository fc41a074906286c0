package io.brokerway.broker.instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The 21-character symbol of a listed option by the Options Symbology Initiative: root (6, padded
 * with spaces), expiry (yyMMdd), C or P, strike in thousandths (8 digits): {@code SPY
 * 230111C02400000} has a strike of 2400.
 *
 * @param root the root of 1 to 6 characters, without padding
 * @param strike at most three decimals, below 100,000
 */
public record OsiSymbol(String root, LocalDate expiry, OptionRight right, BigDecimal strike) {
  private static final Pattern FORM =
      Pattern.compile("([A-Z0-9.]{1,6}) {0,5}(\\d{6})([CP])(\\d{8})");
  private static final DateTimeFormatter YYMMDD =
      DateTimeFormatter.ofPattern("uuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final int STRIKE_DECIMALS = 3;
  private static final BigDecimal STRIKE_LIMIT = new BigDecimal("100000");

  public OsiSymbol {
    if (root.isEmpty() || root.length() > 6) {
      throw new IllegalArgumentException(
          "option root must have 1 to 6 characters, not '" + root + "'");
    }
    if (strike.signum() <= 0 || strike.compareTo(STRIKE_LIMIT) >= 0) {
      throw new IllegalArgumentException("strike must be above 0 and below 100000, not " + strike);
    }
    strike = strike.stripTrailingZeros();
    if (strike.scale() > STRIKE_DECIMALS) {
      throw new IllegalArgumentException("strike has at most three decimals, not " + strike);
    }
    if (strike.scale() < 0) {
      strike = strike.setScale(0);
    }
  }

  /**
   * Reads the padded (21 characters) or the compact form.
   *
   * @throws IllegalArgumentException if the text has neither form
   */
  public static OsiSymbol parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an OSI option symbol: '" + text + "'");
    }
    try {
      return new OsiSymbol(
          form.group(1),
          LocalDate.parse(form.group(2), YYMMDD),
          form.group(3).equals("C") ? OptionRight.CALL : OptionRight.PUT,
          new BigDecimal(form.group(4)).movePointLeft(STRIKE_DECIMALS));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not an OSI option symbol: '" + text + "'", e);
    }
  }

  /** Whether the text has the form of an option symbol, padded or compact. */
  public static boolean matches(String text) {
    return FORM.matcher(text).matches();
  }

  /** The 21-character form. */
  public String padded() {
    return "%-6s%s".formatted(root, tail());
  }

  /** The form without padding, as most web APIs spell it. */
  public String compact() {
    return root + tail();
  }

  private String tail() {
    var thousandths = strike.movePointRight(STRIKE_DECIMALS).setScale(0, RoundingMode.UNNECESSARY);
    return "%s%c%08d"
        .formatted(YYMMDD.format(expiry), right.letter(), thousandths.longValueExact());
  }

  @Override
  public String toString() {
    return padded();
  }
}
