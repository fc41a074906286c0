package io.brokerway.server.rest;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.market.Symbols;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Reads the symbols of order requests. */
public final class Symbol {
  private Symbol() {}

  /** The instrument that a symbol names; null, with an error noted, if it names none. */
  public static @Nullable Instrument parse(
      String field, String symbol, @Nullable AssetClass assetClass, FieldErrors errors) {
    try {
      return Symbols.parse(symbol, assetClass);
    } catch (IllegalArgumentException e) {
      errors.add(field, String.valueOf(e.getMessage()).replaceFirst("^symbol ", ""));
      return null;
    }
  }

  /**
   * Refuses an instrument that the account's broker surely does not have: a misspelt symbol is bad
   * input, of which nothing is stored. If the broker does not answer, the order's own checks
   * decide.
   */
  public static void requireListed(
      String field, Market market, ConnectionRef connection, @Nullable Instrument instrument) {
    if (instrument == null) {
      return;
    }
    try {
      if (market.listing(connection, instrument).isEmpty()) {
        throw new InvalidInput(
            field, "is not known at " + connection.broker() + ": " + instrument.symbol());
      }
    } catch (BrokerException e) {
      // No proof that it is unknown.
    }
  }
}
