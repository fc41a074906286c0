package io.brokerway.simulators.zerodha;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.exchange.tape.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is listed, read from a table that is shipped with the simulator. Immutable. */
final class Instruments {
  static final CurrencyCode INR = CurrencyCode.of("INR");

  private static final String TABLE = "instruments.csv";
  private static final int SEGMENT_NSE = 1;
  private static final int SEGMENT_BSE = 4;
  private static final int SEGMENT_INDICES = 9;
  private static final int PRICE_DECIMALS = 2;

  /** Whose recorded prices an instrument follows, and how many times as high. */
  record Model(String symbol, BigDecimal factor) {}

  private final Map<String, KiteInstrument> byKey = new LinkedHashMap<>();
  private final Map<Long, KiteInstrument> byToken = new LinkedHashMap<>();
  private final Map<String, Model> models = new LinkedHashMap<>();

  private Instruments() {}

  static Instruments load() {
    try (var file = Instruments.class.getResourceAsStream(TABLE)) {
      if (file == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      var all = new Instruments();
      new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** exchange,exchange_token,tradingsymbol,name,kind,isin,model,factor */
  private void add(String line) {
    var parts = line.split(",", -1);
    var exchange = parts[0];
    var index = parts[4].equals("INDEX");
    var segment = index ? SEGMENT_INDICES : exchange.equals("NSE") ? SEGMENT_NSE : SEGMENT_BSE;
    var key = exchange + ":" + parts[2];
    var instrument =
        new KiteInstrument(
            exchange,
            parts[2],
            parts[3],
            Long.parseLong(parts[1]) * 256 + segment,
            parts[5],
            index ? "INDICES" : exchange,
            listed(key, parts[3], parts[4], exchange));
    byKey.put(key, instrument);
    byToken.put(instrument.token(), instrument);
    models.put(key, new Model(parts[6], new BigDecimal(parts[7])));
  }

  private static Listed listed(String key, String name, String kind, String exchange) {
    var mic = exchange.equals("NSE") ? Mic.XNSE : Mic.XBOM;
    var instrument =
        kind.equals("ETF")
            ? new Instrument.Etf(key, mic, INR)
            : new Instrument.Equity(key, mic, INR);
    return new Listed(instrument, name, mic, PRICE_DECIMALS, 0);
  }

  List<KiteInstrument> all() {
    return List.copyOf(byKey.values());
  }

  /** By {@code NSE:RELIANCE}. */
  Optional<KiteInstrument> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  Optional<KiteInstrument> find(long token) {
    return Optional.ofNullable(byToken.get(token));
  }

  Model model(String key) {
    var model = models.get(key);
    if (model == null) {
      throw new IllegalArgumentException("no such instrument: " + key);
    }
    return model;
  }
}
