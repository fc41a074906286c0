package io.brokerway.brokers.zerodha;

import static io.brokerway.brokers.zerodha.ZerodhaFigures.RUPEE;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Instruments between Kite's exchange and trading symbol and ours. Pure.
 *
 * <p>An option of India is kept and shown by Kite's own symbol: the roots of most are longer than
 * an OSI symbol allows.
 */
final class ZerodhaSymbols {
  static final String NSE = "NSE";
  static final String BSE = "BSE";

  private static final Mic MCX = new Mic("XIMC");

  private ZerodhaSymbols() {}

  /** Kite's name of something that it trades. */
  record Name(String exchange, String symbol) {
    /** As quotes are asked for. */
    String text() {
      return exchange + ":" + symbol;
    }
  }

  static Instrument instrument(String exchange, String symbol) {
    try {
      return switch (exchange) {
        case NSE -> new Instrument.Equity(symbol, Mic.XNSE, RUPEE);
        case BSE -> new Instrument.Equity(symbol, Mic.XBOM, RUPEE);
        case "NFO", "CDS" -> derivative(symbol, Mic.XNSE, exchange);
        case "BFO", "BCD" -> derivative(symbol, Mic.XBOM, exchange);
        case "MCX" -> derivative(symbol, MCX, exchange);
        default -> new Instrument.Unrecognised(symbol, exchange, RUPEE);
      };
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Zerodha sent a symbol that is none", e);
    }
  }

  private static Instrument derivative(String symbol, Mic market, String exchange) {
    return symbol.endsWith("FUT")
        ? new Instrument.Future(symbol, market, null, BigDecimal.ONE, RUPEE)
        : new Instrument.Unrecognised(symbol, exchange, RUPEE);
  }

  /** Kite's name of a share; empty for what is none of India's. */
  static Optional<Name> find(Instrument instrument) {
    if (!(instrument instanceof Instrument.Equity(var symbol, var listing, var currency))
        || listing == null
        || !currency.equals(RUPEE)) {
      return Optional.empty();
    }
    if (listing.equals(Mic.XNSE)) {
      return Optional.of(new Name(NSE, symbol));
    }
    return listing.equals(Mic.XBOM) ? Optional.of(new Name(BSE, symbol)) : Optional.empty();
  }

  static Name require(Instrument instrument) {
    return find(instrument)
        .orElseThrow(() -> new Unsupported("Zerodha takes shares of NSE and BSE, in rupees"));
  }
}
