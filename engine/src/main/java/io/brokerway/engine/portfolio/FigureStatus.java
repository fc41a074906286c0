package io.brokerway.engine.portfolio;

/** How far a figure can be trusted. */
public enum FigureStatus {
  /** Read within two sync intervals over a good connection. */
  FRESH,
  /** The last good one: it grew old, the last read failed or the connection is not good. */
  STALE,
  /** Never read, or a fill's order to the last read is in doubt: being read again. */
  UNKNOWN
}
