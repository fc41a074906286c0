package io.brokerway.broker.instrument;

/** The family an instrument belongs to; one constant per case of {@link Instrument}. */
public enum AssetClass {
  EQUITY,
  ETF,
  OPTION,
  FUTURE,
  CRYPTO,
  FOREX,
  BOND,
  FUND,
  CASH,
  /** The broker named a family that we do not know: shown, never traded. */
  UNKNOWN
}
