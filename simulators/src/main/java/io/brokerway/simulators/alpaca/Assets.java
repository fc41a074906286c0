package io.brokerway.simulators.alpaca;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** What trades here, in Alpaca's spelling: {@code AAPL}, {@code BTC/USD}, or an asset id. */
final class Assets {
  static final String CRYPTO = "crypto";
  static final String EQUITY = "us_equity";
  static final String OPTION = "us_option";

  private static final Map<String, String> EXCHANGES =
      Map.of(
          "XNAS", "NASDAQ", "XNYS", "NYSE", "ARCX", "ARCA", "XASE", "AMEX", "BATS", "BATS", "OTCM",
          "OTC");

  private final Map<String, Listed> byName = new LinkedHashMap<>();

  /** By id; bounded by the contracts that are ever listed. */
  private final Map<String, Listed> shownOptions = new ConcurrentHashMap<>();

  private final List<Listed> all;
  private final PriceSource prices;

  Assets(PriceSource prices) {
    this.prices = prices;
    all =
        prices.listings().stream().sorted(Comparator.comparing(listed -> symbol(listed))).toList();
    for (var listed : all) {
      byName.put(symbol(listed), listed);
      byName.put(id(listed), listed);
      // Alpaca takes crypto pairs without the slash as well.
      byName.put(symbol(listed).replace("/", ""), listed);
    }
  }

  List<Listed> all() {
    return all;
  }

  /** Finds an asset by symbol or id. */
  Optional<Listed> find(String nameOrId) {
    return Optional.ofNullable(byName.get(nameOrId))
        .or(() -> Optional.ofNullable(byName.get(nameOrId.toLowerCase(Locale.ROOT))))
        .or(() -> option(nameOrId));
  }

  /** Makes the ids of options known that were shown to somebody. */
  Listed shown(Listed option) {
    shownOptions.putIfAbsent(id(option), option);
    return option;
  }

  /** Alpaca spells option symbols without padding, and takes no other. */
  private Optional<Listed> option(String nameOrId) {
    var known = shownOptions.get(nameOrId.toLowerCase(Locale.ROOT));
    if (known != null) {
      return Optional.of(known);
    }
    return OsiSymbol.matches(nameOrId) && nameOrId.indexOf(' ') < 0
        ? prices.find(nameOrId).map(this::shown)
        : Optional.empty();
  }

  /** The symbol in orders and assets. */
  static String symbol(Listed listed) {
    if (listed.instrument() instanceof Instrument.Option option) {
      return option.osi().compact();
    }
    return listed.isCrypto() ? listed.symbol().replace('-', '/') : listed.symbol();
  }

  /** The symbol in positions, which has no slash. */
  static String positionSymbol(Listed listed) {
    return symbol(listed).replace("/", "");
  }

  static String id(Listed listed) {
    var name = "alpaca:asset:" + listed.symbol();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static String assetClass(Listed listed) {
    if (listed.isOption()) {
      return OPTION;
    }
    return listed.isCrypto() ? CRYPTO : EQUITY;
  }

  static String exchange(Listed listed) {
    if (listed.isOption()) {
      return "";
    }
    var market = listed.market();
    return listed.isCrypto() || market == null
        ? "CRYPTO"
        : EXCHANGES.getOrDefault(market.code(), market.code());
  }

  /** The consolidated tape that reports the trades of a listing market. */
  static String tape(Listed listed) {
    var market = listed.market();
    if (Mic.XNYS.equals(market)) {
      return "A";
    }
    return Mic.XNAS.equals(market) ? "C" : "B";
  }

  static ObjectNode json(Listed listed) {
    var equity = !listed.isCrypto();
    var json =
        Json.object()
            .put("id", id(listed))
            .put("class", assetClass(listed))
            .put("exchange", exchange(listed))
            .put("symbol", symbol(listed))
            .put("name", listed.name())
            .put("status", "active")
            .put("tradable", true)
            .put("marginable", equity)
            .put("maintenance_margin_requirement", equity ? 30 : 100)
            .put("margin_requirement_long", equity ? "30" : "100")
            .put("margin_requirement_short", equity ? "30" : "100")
            .put("shortable", equity)
            .put("easy_to_borrow", equity)
            .put("fractionable", true);
    json.putArray("attributes");
    if (equity) {
      return json.put("borrow_status", "easy_to_borrow");
    }
    return json.put("min_order_size", Amounts.step(listed.quantityDecimals()))
        .put("min_trade_increment", Amounts.step(listed.quantityDecimals()))
        .put("price_increment", Amounts.step(listed.priceDecimals()));
  }
}
