package io.brokerway.exchange.tape;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** What a company did to its shares, in force from the open of the ex-date on. */
public sealed interface CorporateAction {

  Listed listed();

  /** The historical ex-date. */
  LocalDate exDate();

  /** The wall instant from which it is in force. */
  Instant at();

  /**
   * A split.
   *
   * @param ratio new shares for one old: 4 for a 4-for-1 split, below 1 for a reverse split
   */
  record Split(Listed listed, LocalDate exDate, Instant at, BigDecimal ratio)
      implements CorporateAction {}

  /**
   * A cash dividend.
   *
   * @param perShare in the instrument's currency
   */
  record Dividend(Listed listed, LocalDate exDate, Instant at, BigDecimal perShare)
      implements CorporateAction {}
}
