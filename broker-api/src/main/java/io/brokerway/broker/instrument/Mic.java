package io.brokerway.broker.instrument;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A market identifier code (ISO 10383), such as {@code XNAS}.
 *
 * @param code four upper-case letters or digits
 */
public record Mic(String code) {
  // Before the constants: their constructor uses it.
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{4}");

  public static final Mic XNAS = new Mic("XNAS");
  public static final Mic XNYS = new Mic("XNYS");
  public static final Mic ARCX = new Mic("ARCX");
  public static final Mic XASE = new Mic("XASE");
  public static final Mic BATS = new Mic("BATS");
  public static final Mic OTCM = new Mic("OTCM");
  public static final Mic XNSE = new Mic("XNSE");
  public static final Mic XBOM = new Mic("XBOM");
  private static final Set<Mic> UNITED_STATES = Set.of(XNAS, XNYS, ARCX, XASE, BATS, OTCM);

  public Mic {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("MIC must be four letters or digits, not '" + code + "'");
    }
  }

  /**
   * Whether the market is one of the United States, where a ticker names one security on all of
   * them and the listing market is not part of its identity.
   */
  public boolean isUnitedStates() {
    return UNITED_STATES.contains(this);
  }

  @Override
  public String toString() {
    return code;
  }
}
