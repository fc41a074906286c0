package io.brokerway.engine.market;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the symbols that users write. */
public final class Symbols {
  private static final int MAX_LENGTH = 64;
  // AAPL, BRK.B, BF/B, ABC.WS: the dot is our spelling of the class of a share.
  private static final Pattern TICKER = Pattern.compile("[A-Z0-9]{1,10}([./][A-Z]{1,3})?");
  private static final Pattern PAIR = Pattern.compile("([A-Z0-9]{2,12})[-/]([A-Z0-9]{2,12})");
  private static final Set<String> MONEY =
      Set.of(
          "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "HKD", "SGD",
          "INR", "CNH", "MXN", "ZAR", "PLN", "CZK", "HUF", "TRY", "ILS", "KRW");
  // What coins are priced in. A pair that ends otherwise may be a share's class: BF/B.
  private static final Set<String> COIN_QUOTES = Set.of("USDT", "USDC", "BTC", "ETH", "DAI");

  private Symbols() {}

  /**
   * The instrument that a symbol names: {@code AAPL}, {@code BRK.B}, {@code BTC-USD} or {@code
   * BTC/USD}, an option's OSI symbol with or without padding. Letters may be in any case.
   *
   * <p>Without an asset class, two codes of which the second is money or a coin are a crypto pair;
   * two codes of money are a currency pair; every other ticker is an equity of the United States,
   * which a broker that tells funds apart corrects by its listing.
   *
   * @param assetClass absent to read it from the form of the symbol
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Instrument parse(String text, @Nullable AssetClass assetClass) {
    // A padded option has spaces within, so only the ends are cut.
    var symbol = text.strip().toUpperCase(Locale.ROOT);
    if (symbol.isEmpty() || symbol.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("symbol must have 1 to 64 characters");
    }
    return parse(symbol, assetClass == null ? guess(symbol) : assetClass, text);
  }

  private static Instrument parse(String symbol, AssetClass assetClass, String text) {
    return switch (assetClass) {
      case EQUITY -> Instrument.Equity.us(ticker(symbol, text));
      case ETF -> new Instrument.Etf(ticker(symbol, text), null, CurrencyCode.USD);
      case OPTION -> option(symbol, text);
      case CRYPTO -> Instrument.CryptoPair.parse(pair(symbol, text));
      case FOREX -> Instrument.Forex.parse(pair(symbol, text));
      case FUND -> new Instrument.Fund(ticker(symbol, text), CurrencyCode.USD);
      case BOND -> new Instrument.Bond(ticker(symbol, text), null, CurrencyCode.USD);
      case FUTURE, CASH, UNKNOWN ->
          throw new IllegalArgumentException(
              "assetClass %s cannot be named by a symbol alone".formatted(assetClass));
    };
  }

  private static AssetClass guess(String symbol) {
    if (OsiSymbol.matches(symbol)) {
      return AssetClass.OPTION;
    }
    var pair = PAIR.matcher(symbol);
    if (!pair.matches()) {
      return AssetClass.EQUITY;
    }
    if (MONEY.contains(pair.group(2))) {
      return MONEY.contains(pair.group(1)) ? AssetClass.FOREX : AssetClass.CRYPTO;
    }
    return COIN_QUOTES.contains(pair.group(2)) ? AssetClass.CRYPTO : AssetClass.EQUITY;
  }

  private static Instrument option(String symbol, String text) {
    if (!OsiSymbol.matches(symbol)) {
      throw new IllegalArgumentException(
          "symbol of an option must have the OSI form, like AAPL261218C00200000, not '%s'"
              .formatted(text));
    }
    return Instrument.Option.us(OsiSymbol.parse(symbol));
  }

  private static String ticker(String symbol, String text) {
    if (!TICKER.matcher(symbol).matches()) {
      throw new IllegalArgumentException(
          "symbol must be like AAPL, BRK.B, BTC-USD or AAPL261218C00200000, not '%s'"
              .formatted(text));
    }
    return symbol.replace('/', '.');
  }

  private static String pair(String symbol, String text) {
    if (!PAIR.matcher(symbol).matches()) {
      throw new IllegalArgumentException(
          "symbol of a pair must be two codes, like BTC-USD, not '%s'".formatted(text));
    }
    return symbol.replace('/', '-');
  }
}
