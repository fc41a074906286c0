package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.given;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between E*TRADE's products and our instruments: both ways, without loss. Pure. */
final class EtradeSymbols {
  static final String EQUITY = "EQ";
  static final String OPTION = "OPTN";

  private static final int CENTURY = 2_000;

  private EtradeSymbols() {}

  /** The product of an order. */
  static EtradeWire.Product product(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Equity equity ->
          new EtradeWire.Product(equity.symbol(), EQUITY, null, null, null, null, null);
      case Instrument.Option option -> product(option.osi());
      case Instrument.Etf _,
          Instrument.Future _,
          Instrument.CryptoPair _,
          Instrument.Forex _,
          Instrument.Bond _,
          Instrument.Fund _,
          Instrument.Cash _,
          Instrument.Unrecognised _ ->
          throw new Unsupported(
              "orders at E*TRADE are for equities and options, not " + instrument.key());
    };
  }

  private static EtradeWire.Product product(OsiSymbol osi) {
    return new EtradeWire.Product(
        osi.root(),
        OPTION,
        osi.right() == OptionRight.CALL ? "CALL" : "PUT",
        osi.expiry().getYear(),
        osi.expiry().getMonthValue(),
        osi.expiry().getDayOfMonth(),
        osi.strike());
  }

  /** The symbol of a question about prices: {@code AAPL:2026:6:19:CALL:250} for an option. */
  static String quoteSymbol(Instrument instrument) {
    var product = product(instrument);
    return product.callPut() == null
        ? String.valueOf(product.symbol())
        : "%s:%d:%d:%d:%s:%s"
            .formatted(
                product.symbol(),
                product.expiryYear(),
                product.expiryMonth(),
                product.expiryDay(),
                product.callPut(),
                Objects.requireNonNull(product.strikePrice()).toPlainString());
  }

  /** The instrument of a product; one that we have no word for is kept as it came. */
  static Instrument instrument(String field, EtradeWire.@Nullable Product product) {
    if (product == null) {
      throw EtradeFigures.missing(field);
    }
    var symbol = given(field + ".symbol", product.symbol());
    var type = product.securityType() == null ? "" : product.securityType();
    try {
      return switch (type) {
        case EQUITY -> Instrument.Equity.us(symbol);
        case OPTION -> Instrument.Option.us(osi(symbol, product));
        case "MF", "MMF" -> new Instrument.Fund(symbol, CurrencyCode.USD);
        case "BOND" -> new Instrument.Bond(symbol, null, CurrencyCode.USD);
        default -> unrecognised(symbol, type);
      };
    } catch (IllegalArgumentException | DateTimeException _) {
      return unrecognised(symbol, type);
    }
  }

  /** The symbol may be the underlying's or, in lists, a text of several words. */
  private static OsiSymbol osi(String symbol, EtradeWire.Product product) {
    var year = product.expiryYear();
    var month = product.expiryMonth();
    var day = product.expiryDay();
    var strike = product.strikePrice();
    if (year == null || month == null || day == null || strike == null) {
      throw new IllegalArgumentException("an option without its parts");
    }
    return new OsiSymbol(
        symbol.split(" ", 2)[0],
        LocalDate.of(year < CENTURY ? year + CENTURY : year, month, day),
        right(product.callPut()),
        strike);
  }

  private static OptionRight right(@Nullable String callPut) {
    return switch (callPut) {
      case "CALL" -> OptionRight.CALL;
      case "PUT" -> OptionRight.PUT;
      case null, default -> throw new IllegalArgumentException("neither call nor put");
    };
  }

  private static Instrument unrecognised(String symbol, String type) {
    return new Instrument.Unrecognised(symbol, type, CurrencyCode.USD);
  }
}
