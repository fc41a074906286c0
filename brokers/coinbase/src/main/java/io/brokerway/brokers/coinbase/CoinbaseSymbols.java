package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Between Coinbase's products and our instruments, both ways and without loss. Pure. */
final class CoinbaseSymbols {
  /** Coinbase has some hundred products; what is read of one is read a thousand times a page. */
  private static final int MOST_KNOWN = 5_000;

  private static final Map<String, Instrument> KNOWN = new ConcurrentHashMap<>();

  private CoinbaseSymbols() {}

  /** The product of an instrument: {@code BTC-USD} is spelled as we do. */
  static String product(Instrument instrument) {
    return switch (instrument) {
      case Instrument.CryptoPair pair -> pair.symbol();
      case Instrument.Equity _,
          Instrument.Etf _,
          Instrument.Option _,
          Instrument.Future _,
          Instrument.Forex _,
          Instrument.Bond _,
          Instrument.Fund _,
          Instrument.Cash _,
          Instrument.Unrecognised _ ->
          throw new Unsupported("only spot crypto is traded at Coinbase, not " + instrument.key());
    };
  }

  /** A spot pair; what has another form (a future, a share) is kept and never traded. */
  static Instrument instrument(@Nullable String productId) {
    var product = CoinbaseFigures.text("product_id", productId);
    var known = KNOWN.get(product);
    if (known != null) {
      return known;
    }
    var instrument = read(product);
    if (KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(product, instrument);
    }
    return instrument;
  }

  private static Instrument read(String product) {
    try {
      return Instrument.CryptoPair.parse(product);
    } catch (IllegalArgumentException e) {
      return unrecognised(product);
    }
  }

  /** A holding of a coin, in the currency that it is valued in. */
  static Instrument holding(CurrencyCode asset, CurrencyCode valuedIn) {
    return new Instrument.CryptoPair(asset, valuedIn);
  }

  private static Instrument unrecognised(String product) {
    try {
      return new Instrument.Unrecognised(product, "a product of Coinbase", CurrencyCode.USD);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Coinbase sent no product_id", e);
    }
  }

  static Listing listing(CoinbaseWire.Product product) {
    var instrument = instrument(product.productId());
    var closed =
        Boolean.TRUE.equals(product.disabled())
            || Boolean.TRUE.equals(product.tradingDisabled())
            || Boolean.TRUE.equals(product.viewOnly())
            || Boolean.TRUE.equals(product.cancelOnly());
    var online = product.status() == null || product.status().equalsIgnoreCase("online");
    var priceStep =
        CoinbaseFigures.price("price_increment", product.priceIncrement()) == null
            ? CoinbaseFigures.price("quote_increment", product.quoteIncrement())
            : CoinbaseFigures.price("price_increment", product.priceIncrement());
    return new Listing(
        instrument,
        name(product),
        online && !closed && instrument instanceof Instrument.CryptoPair,
        true,
        false,
        CoinbaseFigures.price("base_min_size", product.baseMinSize()),
        CoinbaseFigures.price("base_increment", product.baseIncrement()),
        priceStep,
        List.of());
  }

  private static String name(CoinbaseWire.Product product) {
    var base = product.baseName();
    var quote = product.quoteName();
    return base == null || quote == null
        ? String.valueOf(product.productId())
        : base + " / " + quote;
  }
}
