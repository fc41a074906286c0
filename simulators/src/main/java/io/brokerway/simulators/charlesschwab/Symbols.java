package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What trades here in Schwab's spelling: {@code AAPL}, the padded symbol of an option, and (as
 * clients report it) {@code BRK/B} for a class of shares. Coins do not.
 */
final class Symbols {
  private final PriceSource prices;

  Symbols(PriceSource prices) {
    this.prices = prices;
  }

  Optional<Listed> find(String symbol) {
    return prices
        .find(OsiSymbol.matches(symbol) ? symbol : symbol.replace('/', '.'))
        .filter(listed -> !listed.isCrypto())
        .filter(listed -> !listed.isOption() || symbol.length() == 21);
  }

  static String symbol(Listed listed) {
    return listed.isOption() ? listed.symbol() : listed.symbol().replace('.', '/');
  }

  static boolean isFund(Listed listed) {
    return listed.instrument() instanceof Instrument.Etf;
  }

  static String cusip(Listed listed) {
    return digest(listed).substring(0, 9).toUpperCase(Locale.ROOT);
  }

  static long instrumentId(Listed listed) {
    return Long.parseLong(digest(listed).substring(0, 7), 16);
  }

  /** The instrument of a position, an order's leg or a transaction. */
  static ObjectNode describe(ObjectNode node, Listed listed) {
    if (listed.instrument() instanceof Instrument.Option option) {
      return node.put("assetType", "OPTION")
          .put("cusip", "0" + cusip(listed))
          .put("symbol", symbol(listed))
          .put("description", listed.name())
          .put("instrumentId", instrumentId(listed))
          .put("type", "VANILLA")
          .put("putCall", option.osi().right().name())
          .put("underlyingSymbol", option.underlying().replace('.', '/'))
          .put("optionMultiplier", option.multiplier().intValueExact());
    }
    node.put("assetType", isFund(listed) ? "COLLECTIVE_INVESTMENT" : "EQUITY")
        .put("cusip", cusip(listed))
        .put("symbol", symbol(listed))
        .put("description", listed.name().toUpperCase(Locale.ROOT))
        .put("instrumentId", instrumentId(listed));
    return isFund(listed) ? node.put("type", "EXCHANGE_TRADED_FUND") : node;
  }

  private static String digest(Listed listed) {
    var name = "schwab:instrument:" + listed.symbol();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
