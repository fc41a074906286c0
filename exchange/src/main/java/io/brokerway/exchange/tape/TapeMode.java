package io.brokerway.exchange.tape;

/** How historical days are laid on the wall clock. */
public enum TapeMode {
  /**
   * Each UTC day replays one trading day of the window, its regular session stretched over 24
   * hours: a market that never closes.
   */
  ALWAYS_OPEN,
  /** Each trading day of the calendar replays one day of the window, in the real session hours. */
  MARKET_HOURS,
  /** An instant shows its own historical prices, in the real session hours of its day. */
  HISTORIC
}
