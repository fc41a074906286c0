package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaFigures.figure;
import static io.brokerway.brokers.alpaca.AlpacaFigures.given;
import static io.brokerway.brokers.alpaca.AlpacaFigures.isTrue;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Identifier;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.OsiSymbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between Alpaca's symbols and our instruments: both ways, without loss. Pure. */
final class AlpacaSymbols {
  /**
   * A pair without its slash. Stocks have at most five letters, so six and the end of a currency
   * tell a pair; the longer currencies come first. Source: Alpaca's asset list, quotes of crypto
   * pairs, read 2026-11-23.
   */
  private static final Pattern JOINED_PAIR = Pattern.compile("([A-Z0-9]{2,9}?)(USDT|USDC|USD|BTC)");

  private static final int SHORTEST_JOINED_PAIR = 6;

  private AlpacaSymbols() {}

  /** The symbol for orders and prices: {@code BRK.B}, {@code BTC/USD}, the compact OSI symbol. */
  static String symbol(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Equity equity -> equity.symbol();
      case Instrument.Option option -> option.osi().compact();
      case Instrument.CryptoPair pair -> pair.base() + "/" + pair.quote();
      case Instrument.Etf _,
          Instrument.Future _,
          Instrument.Forex _,
          Instrument.Bond _,
          Instrument.Fund _,
          Instrument.Cash _,
          Instrument.Unrecognised _ ->
          throw new Unsupported(
              "Alpaca trades equities, options and crypto, not " + instrument.key());
    };
  }

  /** The instrument that Alpaca names by class and symbol. */
  static Instrument instrument(@Nullable String assetClass, String symbol) {
    try {
      return switch (assetClass) {
        case "us_equity" -> Instrument.Equity.us(symbol);
        case "us_option" -> Instrument.Option.us(OsiSymbol.parse(symbol));
        case "crypto" -> pair(symbol);
        case "ipo" -> unrecognised(symbol, "ipo");
        case null -> instrument(symbol);
        default -> unrecognised(symbol, assetClass);
      };
    } catch (IllegalArgumentException _) {
      return unrecognised(symbol, String.valueOf(assetClass));
    }
  }

  /** The instrument of an activity, which names no class. */
  static Instrument instrument(String symbol) {
    try {
      if (OsiSymbol.matches(symbol)) {
        return Instrument.Option.us(OsiSymbol.parse(symbol));
      }
      return isPair(symbol) ? pair(symbol) : Instrument.Equity.us(symbol);
    } catch (IllegalArgumentException _) {
      return unrecognised(symbol, "");
    }
  }

  private static boolean isPair(String symbol) {
    return symbol.contains("/")
        || (symbol.length() >= SHORTEST_JOINED_PAIR && JOINED_PAIR.matcher(symbol).matches());
  }

  private static Instrument.CryptoPair pair(String symbol) {
    if (symbol.contains("/")) {
      return Instrument.CryptoPair.parse(symbol.replace('/', '-'));
    }
    var joined = JOINED_PAIR.matcher(symbol);
    if (!joined.matches()) {
      throw new IllegalArgumentException("no pair of Alpaca's: " + symbol);
    }
    return new Instrument.CryptoPair(
        CurrencyCode.of(joined.group(1)), CurrencyCode.of(joined.group(2)));
  }

  private static Instrument unrecognised(String symbol, String assetClass) {
    return new Instrument.Unrecognised(symbol, assetClass, CurrencyCode.USD);
  }

  /** An asset as a listing. */
  static Listing listing(AlpacaWire.Asset asset) {
    var symbol = given("asset.symbol", asset.symbol());
    return new Listing(
        instrument(asset.assetClass(), symbol),
        asset.name() == null ? symbol : asset.name(),
        isTrue(asset.tradable()) && "active".equals(asset.status()),
        isTrue(asset.fractionable()),
        asset.shortable(),
        figure("asset.min_order_size", asset.minOrderSize()),
        figure("asset.min_trade_increment", asset.minTradeIncrement()),
        figure("asset.price_increment", asset.priceIncrement()),
        identifiers(asset.id()));
  }

  /** An option contract as a listing: whole contracts, of its own multiplier. */
  static Listing listing(AlpacaWire.OptionContract contract) {
    var osi = option("contract.symbol", contract.symbol());
    var multiplier = figure("contract.multiplier", contract.multiplier());
    var option =
        new Instrument.Option(
            osi,
            contract.underlyingSymbol() == null ? osi.root() : contract.underlyingSymbol(),
            multiplier == null ? Instrument.Option.USUAL_MULTIPLIER : multiplier,
            CurrencyCode.USD,
            null);
    return new Listing(
        option,
        contract.name() == null ? osi.padded() : contract.name(),
        isTrue(contract.tradable()) && "active".equals(contract.status()),
        false,
        null,
        BigDecimal.ONE,
        BigDecimal.ONE,
        null,
        identifiers(contract.id()));
  }

  private static OsiSymbol option(String field, @Nullable String symbol) {
    try {
      return OsiSymbol.parse(given(field, symbol));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Alpaca sent no option symbol in " + field, e);
    }
  }

  private static List<Identifier> identifiers(@Nullable String id) {
    return id == null || id.isBlank()
        ? List.of()
        : List.of(new Identifier(Identifier.Scheme.BROKER, id));
  }
}
