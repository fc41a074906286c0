package io.brokerway.broker.instrument;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be traded or held. Closed: a new family breaks every {@code switch} that has
 * to know of it.
 */
public sealed interface Instrument {

  /**
   * Our one spelling of its symbol: {@code BRK.B}, {@code BTC-USD}, {@code EUR-USD}, the padded OSI
   * symbol of an option, the ISIN or CUSIP of a bond.
   */
  String symbol();

  /** The currency its price is quoted in. */
  CurrencyCode currency();

  AssetClass assetClass();

  /** How many units of the underlying one unit stands for: 1 except for options and futures. */
  default BigDecimal multiplier() {
    return BigDecimal.ONE;
  }

  /** The market that is part of its identity, if any: none for instruments of the United States. */
  default @Nullable Mic market() {
    return null;
  }

  /**
   * Its identity as text, such as {@code EQUITY:AAPL} or {@code EQUITY:RELIANCE@XNSE}; equal keys
   * are the same instrument whatever else a broker said of them.
   */
  default String key() {
    var market = market();
    return assetClass() + ":" + symbol() + (market == null ? "" : "@" + market);
  }

  /** A share of a company. */
  record Equity(String symbol, @Nullable Mic listing, CurrencyCode currency) implements Instrument {
    public Equity {
      requireSymbol(symbol);
    }

    /** A share listed in the United States, whatever the listing market. */
    public static Equity us(String symbol) {
      return new Equity(symbol, null, CurrencyCode.USD);
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.EQUITY;
    }

    @Override
    public @Nullable Mic market() {
      return foreignListing(listing);
    }
  }

  /** A share of an exchange-traded fund, where the broker tells it from a company's share. */
  record Etf(String symbol, @Nullable Mic listing, CurrencyCode currency) implements Instrument {
    public Etf {
      requireSymbol(symbol);
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.ETF;
    }

    @Override
    public @Nullable Mic market() {
      return foreignListing(listing);
    }
  }

  /** A listed option. */
  record Option(
      OsiSymbol osi,
      String underlying,
      BigDecimal multiplier,
      CurrencyCode currency,
      @Nullable Mic listing)
      implements Instrument {
    public static final BigDecimal USUAL_MULTIPLIER = new BigDecimal(100);

    public Option {
      requireSymbol(underlying);
      requirePositive("multiplier", multiplier);
    }

    /** A standard equity option of the United States: 100 shares, in dollars. */
    public static Option us(OsiSymbol osi) {
      return new Option(osi, osi.root(), USUAL_MULTIPLIER, CurrencyCode.USD, null);
    }

    @Override
    public String symbol() {
      return osi.padded();
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.OPTION;
    }

    @Override
    public @Nullable Mic market() {
      return foreignListing(listing);
    }
  }

  /** A listed future, identified by its contract symbol on its market: {@code ESZ6@XCME}. */
  record Future(
      String symbol,
      Mic listing,
      @Nullable LocalDate expiry,
      BigDecimal multiplier,
      CurrencyCode currency)
      implements Instrument {
    public Future {
      requireSymbol(symbol);
      requirePositive("multiplier", multiplier);
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.FUTURE;
    }

    @Override
    public Mic market() {
      return listing;
    }
  }

  /** A coin against a currency or another coin: {@code BTC-USD}. */
  record CryptoPair(CurrencyCode base, CurrencyCode quote) implements Instrument {
    /**
     * Reads {@code BTC-USD}.
     *
     * @throws IllegalArgumentException if the text is not two codes joined by a hyphen
     */
    public static CryptoPair parse(String symbol) {
      var codes = pair(symbol);
      return new CryptoPair(codes[0], codes[1]);
    }

    @Override
    public String symbol() {
      return base + "-" + quote;
    }

    @Override
    public CurrencyCode currency() {
      return quote;
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.CRYPTO;
    }
  }

  /** A currency against another: {@code EUR-USD}. */
  record Forex(CurrencyCode base, CurrencyCode quote) implements Instrument {
    /**
     * Reads {@code EUR-USD}.
     *
     * @throws IllegalArgumentException if the text is not two codes joined by a hyphen
     */
    public static Forex parse(String symbol) {
      var codes = pair(symbol);
      return new Forex(codes[0], codes[1]);
    }

    @Override
    public String symbol() {
      return base + "-" + quote;
    }

    @Override
    public CurrencyCode currency() {
      return quote;
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.FOREX;
    }
  }

  /** A bond, by ISIN, CUSIP or the broker's own symbol; its price is in percent of par. */
  record Bond(String symbol, @Nullable LocalDate maturity, CurrencyCode currency)
      implements Instrument {
    public Bond {
      requireSymbol(symbol);
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.BOND;
    }
  }

  /** An open-end fund, bought and redeemed at its net asset value. */
  record Fund(String symbol, CurrencyCode currency) implements Instrument {
    public Fund {
      requireSymbol(symbol);
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.FUND;
    }
  }

  /** Money held as such, where a broker lists it among the positions. */
  record Cash(CurrencyCode currency) implements Instrument {
    @Override
    public String symbol() {
      return currency.code();
    }

    @Override
    public AssetClass assetClass() {
      return AssetClass.CASH;
    }
  }

  /** What the broker names in a way that we do not know: kept and shown as it is, never traded. */
  record Unrecognised(String symbol, String brokerDescription, CurrencyCode currency)
      implements Instrument {
    @Override
    public AssetClass assetClass() {
      return AssetClass.UNKNOWN;
    }
  }

  private static @Nullable Mic foreignListing(@Nullable Mic listing) {
    return listing == null || listing.isUnitedStates() ? null : listing;
  }

  private static CurrencyCode[] pair(String symbol) {
    var codes = symbol.split("-", -1);
    if (codes.length != 2) {
      throw new IllegalArgumentException(
          "a pair is two codes joined by a hyphen, like BTC-USD, not '" + symbol + "'");
    }
    return new CurrencyCode[] {CurrencyCode.of(codes[0]), CurrencyCode.of(codes[1])};
  }

  private static void requireSymbol(String symbol) {
    if (symbol.isBlank() || symbol.length() > 64 || !symbol.equals(symbol.strip())) {
      throw new IllegalArgumentException(
          "symbol must have 1 to 64 characters and no space around it, not '" + symbol + "'");
    }
  }

  private static void requirePositive(String name, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be above 0, not " + value);
    }
  }
}
