package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import org.jspecify.annotations.Nullable;

/**
 * Between Schwab's symbols and our instruments: both ways, without loss. Pure.
 *
 * <p>Schwab takes orders for funds that are traded on an exchange as those for shares, and calls
 * them otherwise in some of its answers: here both are equities, so that an order and its holding
 * are the same instrument.
 */
final class SchwabSymbols {
  private static final String FUND_ON_EXCHANGE = "EXCHANGE_TRADED_FUND";

  private SchwabSymbols() {}

  /** {@code BRK.B} is {@code BRK/B} at Schwab; an option is in the padded OSI form. */
  static String symbol(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Equity equity -> equity.symbol().replace('.', '/');
      case Instrument.Option option -> option.osi().padded();
      case Instrument.Etf _,
          Instrument.CryptoPair _,
          Instrument.Future _,
          Instrument.Forex _,
          Instrument.Bond _,
          Instrument.Fund _,
          Instrument.Cash _,
          Instrument.Unrecognised _ ->
          throw new Unsupported("Schwab trades equities and options, not " + instrument.key());
    };
  }

  /** What an order calls the kind of an instrument. */
  static String assetType(Instrument instrument) {
    return instrument instanceof Instrument.Option ? "OPTION" : "EQUITY";
  }

  static Instrument instrument(SchwabWire.@Nullable Instrument wire) {
    var symbol = wire == null ? null : wire.symbol();
    if (wire == null || symbol == null || symbol.isBlank()) {
      return unrecognised("unnamed", "");
    }
    var type = String.valueOf(wire.assetType());
    try {
      return switch (type) {
        case "EQUITY" -> equity(symbol);
        case "COLLECTIVE_INVESTMENT" ->
            wire.type() == null || wire.type().equals(FUND_ON_EXCHANGE)
                ? equity(symbol)
                : unrecognised(symbol, type);
        case "OPTION" -> Instrument.Option.us(OsiSymbol.parse(symbol));
        case "MUTUAL_FUND", "CASH_EQUIVALENT" -> new Instrument.Fund(symbol, CurrencyCode.USD);
        case "FIXED_INCOME" ->
            new Instrument.Bond(
                wire.cusip() == null ? symbol : wire.cusip(), null, CurrencyCode.USD);
        case "CURRENCY" -> new Instrument.Cash(CurrencyCode.USD);
        default -> unrecognised(symbol, type);
      };
    } catch (IllegalArgumentException e) {
      return unrecognised(symbol, type);
    }
  }

  private static Instrument.Equity equity(String symbol) {
    return Instrument.Equity.us(symbol.strip().replace('/', '.'));
  }

  private static Instrument unrecognised(String symbol, String assetType) {
    return new Instrument.Unrecognised(symbol.strip(), assetType, CurrencyCode.USD);
  }
}
