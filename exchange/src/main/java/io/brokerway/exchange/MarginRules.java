package io.brokerway.exchange;

import java.math.BigDecimal;

/**
 * Which part of its value a holding binds of the account's equity. A long holding that may be
 * bought on margin binds {@code 1 / multiplier} at first; crypto always binds all of it.
 *
 * @param initialShort beyond the proceeds: 0.5 is the 150 % of Regulation T
 * @param maintenanceLong to keep a long holding: 0.25 by FINRA rule 4210
 * @param maintenanceShort to keep a short holding
 */
public record MarginRules(
    BigDecimal initialShort, BigDecimal maintenanceLong, BigDecimal maintenanceShort) {

  /** Regulation T and FINRA rule 4210. */
  public static final MarginRules REGULATION_T =
      new MarginRules(new BigDecimal("0.5"), new BigDecimal("0.25"), new BigDecimal("0.30"));
}
