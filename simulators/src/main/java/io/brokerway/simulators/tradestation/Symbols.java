package io.brokerway.simulators.tradestation;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * TradeStation's spelling of what the exchange trades: {@code MSFT}, {@code BRK.B}, {@code MSFT
 * 260619C350}, {@code BTCUSD}.
 */
final class Symbols {
  private static final Pattern OPTION =
      Pattern.compile("([A-Z.]{1,6}) (\\d{6})([CP])(\\d{1,5}(?:\\.\\d{1,3})?)");
  private static final Pattern PAIR = Pattern.compile("([A-Z]{3,5})(USD)");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private final PriceSource prices;

  Symbols(PriceSource prices) {
    this.prices = prices;
  }

  Optional<Listed> find(String symbol) {
    var option = OPTION.matcher(symbol);
    if (option.matches()) {
      return osi(option.group(1), option.group(2), option.group(3), option.group(4))
          .flatMap(osi -> prices.find(osi.padded()));
    }
    var share = symbol.contains("-") ? Optional.<Listed>empty() : prices.find(symbol);
    var pair = PAIR.matcher(symbol);
    return share.isEmpty() && pair.matches()
        ? prices.find(pair.group(1) + "-" + pair.group(2))
        : share;
  }

  private static Optional<OsiSymbol> osi(String root, String day, String right, String strike) {
    try {
      return Optional.of(
          new OsiSymbol(
              root,
              LocalDate.parse(day, DAY),
              right.equals("C") ? OptionRight.CALL : OptionRight.PUT,
              new BigDecimal(strike)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String of(Listed listed) {
    return listed.instrument() instanceof Instrument.Option option
        ? option(option.osi())
        : listed.symbol().replace("-", "");
  }

  private static String option(OsiSymbol osi) {
    return "%s %s%c%s"
        .formatted(
            osi.root(),
            DAY.format(osi.expiry()),
            osi.right().letter(),
            Amounts.plain(osi.strike()));
  }

  /** The kind of an instrument as orders and positions name it. */
  static String assetType(Listed listed) {
    return listed.isOption() ? "STOCKOPTION" : listed.isCrypto() ? "CRYPTO" : "STOCK";
  }
}
