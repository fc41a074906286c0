package io.brokerway.engine.market;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import org.jspecify.annotations.Nullable;

/** Reads the symbols that users write. */
public final class Symbols {
  private Symbols() {}

  /**
   * The instrument that a symbol names: {@code AAPL}, {@code BRK.B}, {@code BTC-USD} or {@code
   * BTC/USD}, an option's OSI symbol with or without padding. Letters may be in any case.
   *
   * @param assetClass absent to read it from the form of the symbol
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Instrument parse(String text, @Nullable AssetClass assetClass) {
    throw new UnsupportedOperationException();
  }
}
