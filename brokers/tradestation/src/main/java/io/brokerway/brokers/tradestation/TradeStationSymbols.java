package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between TradeStation's symbols and our instruments: both ways, without loss. Pure. */
final class TradeStationSymbols {
  /** Underlying, blank, day, right, strike: {@code MSFT 260619C350}. */
  private static final Pattern OPTION =
      Pattern.compile("([A-Z0-9.]{1,6}) (\\d{6})([CP])(\\d{1,5}(?:\\.\\d{1,3})?)");

  private static final DateTimeFormatter YYMMDD =
      DateTimeFormatter.ofPattern("uuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private TradeStationSymbols() {}

  /** The symbol for orders and prices. */
  static String symbol(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Equity equity -> equity.symbol();
      case Instrument.Option option -> option(option.osi());
      case Instrument.Etf _,
          Instrument.Future _,
          Instrument.CryptoPair _,
          Instrument.Forex _,
          Instrument.Bond _,
          Instrument.Fund _,
          Instrument.Cash _,
          Instrument.Unrecognised _ ->
          throw new Unsupported(
              "TradeStation trades shares and options here, not " + instrument.key());
    };
  }

  private static String option(OsiSymbol osi) {
    return "%s %s%c%s"
        .formatted(
            osi.root(),
            YYMMDD.format(osi.expiry()),
            osi.right().letter(),
            osi.strike().stripTrailingZeros().toPlainString());
  }

  /** The instrument that TradeStation names by kind and symbol. */
  static Instrument instrument(@Nullable String assetType, String symbol) {
    return switch (assetType) {
      case "STOCK" -> equity(symbol);
      case "STOCKOPTION", "INDEXOPTION" -> option(symbol, assetType);
      // A future has a market that TradeStation does not name.
      case "FUTURE", "FUTUREOPTION", "FOREX", "CURRENCYOPTION", "INDEX", "UNKNOWN" ->
          unrecognised(symbol, assetType);
      case null -> OPTION.matcher(symbol).matches() ? option(symbol, "") : equity(symbol);
      default -> unrecognised(symbol, assetType);
    };
  }

  private static Instrument equity(String symbol) {
    try {
      return Instrument.Equity.us(symbol);
    } catch (IllegalArgumentException _) {
      return unrecognised(symbol, "STOCK");
    }
  }

  private static Instrument option(String symbol, String assetType) {
    var form = OPTION.matcher(symbol);
    try {
      return form.matches() ? option(form) : unrecognised(symbol, assetType);
    } catch (DateTimeException | IllegalArgumentException _) {
      return unrecognised(symbol, assetType);
    }
  }

  private static Instrument option(Matcher form) {
    return Instrument.Option.us(
        new OsiSymbol(
            form.group(1),
            LocalDate.parse(form.group(2), YYMMDD),
            form.group(3).equals("C") ? OptionRight.CALL : OptionRight.PUT,
            new BigDecimal(form.group(4))));
  }

  private static Instrument unrecognised(String symbol, String assetType) {
    return new Instrument.Unrecognised(symbol, assetType, CurrencyCode.USD);
  }
}
