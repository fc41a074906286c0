package io.brokerway.simulators.etrade;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What trades here, as E*TRADE's {@code Product}: shares and funds, options by their parts. */
final class Products {
  static final String EQUITY = "EQ";
  static final String OPTION = "OPTN";

  private static final Set<String> FIELDS =
      Set.of(
          "symbol",
          "securityType",
          "securitySubType",
          "callPut",
          "expiryYear",
          "expiryMonth",
          "expiryDay",
          "expiryType",
          "strikePrice");
  private static final Set<String> TYPES = Set.of(EQUITY, OPTION, "MF", "MMF", "BOND", "INDX");
  private static final int CENTURY = 2000;
  private static final int YEARS = 100;
  private static final int QUOTE_PARTS = 6;

  private final PriceSource prices;

  Products(PriceSource prices) {
    this.prices = prices;
  }

  /** What an order names. */
  Listed read(Fields product) {
    product.requireOnly(FIELDS);
    var symbol = product.required("symbol");
    var found =
        switch (product.word("securityType", TYPES)) {
          case EQUITY -> share(symbol);
          case OPTION -> option(product, symbol);
          // Funds, bonds and indices are quoted by E*TRADE; none of them trades at this exchange.
          default -> Optional.<Listed>empty();
        };
    return found.orElseThrow(() -> unknown(symbol));
  }

  /** A share by its symbol, or an option as {@code AAPL:2026:6:19:CALL:250}. */
  Optional<Listed> quoted(String symbol) {
    var parts = symbol.split(":", -1);
    if (parts.length != QUOTE_PARTS) {
      return share(symbol);
    }
    try {
      return option(
          parts[0],
          year(Integer.parseInt(parts[1])),
          Integer.parseInt(parts[2]),
          Integer.parseInt(parts[3]),
          right(parts[4]),
          new BigDecimal(parts[5]));
    } catch (NumberFormatException | Refusal e) {
      return Optional.empty();
    }
  }

  Optional<Listed> share(String symbol) {
    return prices.find(symbol).filter(listed -> !listed.isCrypto() && !listed.isOption());
  }

  static Refusal unknown(String symbol) {
    return Refusal.invalid("Invalid symbol: " + symbol);
  }

  static String type(Listed listed) {
    return listed.isOption() ? OPTION : EQUITY;
  }

  /** The symbol in a product: that of the share, for an option too. */
  static String symbol(Listed listed) {
    return listed.instrument() instanceof Instrument.Option option
        ? option.osi().root()
        : listed.symbol();
  }

  static ObjectNode json(Listed listed) {
    var json = Json.object().put("symbol", symbol(listed)).put("securityType", type(listed));
    if (listed.instrument() instanceof Instrument.Option option) {
      var osi = option.osi();
      json.put("callPut", osi.right() == OptionRight.CALL ? "CALL" : "PUT")
          .put("expiryYear", osi.expiry().getYear())
          .put("expiryMonth", osi.expiry().getMonthValue())
          .put("expiryDay", osi.expiry().getDayOfMonth())
          .put("strikePrice", osi.strike());
    }
    return json;
  }

  /** As portfolios show it: a share with zeros, an option with a year of two digits. */
  static ObjectNode held(Listed listed) {
    var json = json(listed);
    if (listed.isOption()) {
      return json.put("expiryYear", json.path("expiryYear").intValue() % YEARS);
    }
    return json.put("expiryYear", 0)
        .put("expiryMonth", 0)
        .put("expiryDay", 0)
        .put("strikePrice", 0);
  }

  /** {@code AAPL--260619C00250000}: the root is padded with hyphens. */
  static String osiKey(OsiSymbol osi) {
    return osi.padded().replace(' ', '-');
  }

  private Optional<Listed> option(Fields product, String root) {
    var strike = product.figure("strikePrice");
    if (strike == null) {
      throw Refusal.invalid("strikePrice is required");
    }
    return option(
        root,
        year(product.whole("expiryYear")),
        product.whole("expiryMonth"),
        product.whole("expiryDay"),
        right(product.required("callPut")),
        strike);
  }

  private Optional<Listed> option(
      String root, int year, int month, int day, OptionRight right, BigDecimal strike) {
    try {
      var osi = new OsiSymbol(root, LocalDate.of(year, month, day), right, strike);
      return prices.find(osi.padded()).filter(Listed::isOption);
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int year(int given) {
    return given < YEARS ? CENTURY + given : given;
  }

  private static OptionRight right(String word) {
    return switch (word) {
      case "CALL" -> OptionRight.CALL;
      case "PUT" -> OptionRight.PUT;
      default -> throw Refusal.invalid("Invalid callPut: " + word);
    };
  }
}
