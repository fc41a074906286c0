package io.brokerway.engine.storage;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OsiSymbol;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The one stored form of an instrument: JSON that {@link #read} gives back as an equal value. */
public final class InstrumentText {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<TreeMap<String, String>> FIELDS = new TypeReference<>() {};

  private InstrumentText() {}

  /** All fields as strings, in the order of their names. */
  public static String write(Instrument instrument) {
    return JSON.writeValueAsString(fields(instrument));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Instrument read(String json) {
    try {
      return instrument(new Fields(JSON.readValue(json, FIELDS)));
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException("not a stored instrument: " + json, e);
    }
  }

  private static Map<String, String> fields(Instrument instrument) {
    var fields = new TreeMap<String, String>();
    fields.put("class", instrument.assetClass().name());
    fields.put("symbol", instrument.symbol());
    fields.put("currency", instrument.currency().code());
    switch (instrument) {
      case Instrument.Equity equity -> putMarket(fields, equity.listing());
      case Instrument.Etf etf -> putMarket(fields, etf.listing());
      case Instrument.Option option -> {
        fields.put("underlying", option.underlying());
        fields.put("multiplier", option.multiplier().toPlainString());
        putMarket(fields, option.listing());
      }
      case Instrument.Future future -> {
        fields.put("multiplier", future.multiplier().toPlainString());
        putMarket(fields, future.listing());
        putDate(fields, "expiry", future.expiry());
      }
      case Instrument.Bond bond -> putDate(fields, "maturity", bond.maturity());
      case Instrument.Unrecognised unknown -> fields.put("text", unknown.brokerDescription());
      case Instrument.CryptoPair _, Instrument.Forex _, Instrument.Fund _, Instrument.Cash _ -> {
        // Symbol and currency say all.
      }
    }
    return fields;
  }

  private static Instrument instrument(Fields fields) {
    var symbol = fields.get("symbol");
    var currency = new CurrencyCode(fields.get("currency"));
    return switch (AssetClass.valueOf(fields.get("class"))) {
      case EQUITY -> new Instrument.Equity(symbol, fields.find("market", Mic::new), currency);
      case ETF -> new Instrument.Etf(symbol, fields.find("market", Mic::new), currency);
      case OPTION ->
          new Instrument.Option(
              OsiSymbol.parse(symbol),
              fields.get("underlying"),
              new BigDecimal(fields.get("multiplier")),
              currency,
              fields.find("market", Mic::new));
      case FUTURE ->
          new Instrument.Future(
              symbol,
              new Mic(fields.get("market")),
              fields.find("expiry", LocalDate::parse),
              new BigDecimal(fields.get("multiplier")),
              currency);
      case CRYPTO -> Instrument.CryptoPair.parse(symbol);
      case FOREX -> Instrument.Forex.parse(symbol);
      case BOND -> new Instrument.Bond(symbol, fields.find("maturity", LocalDate::parse), currency);
      case FUND -> new Instrument.Fund(symbol, currency);
      case CASH -> new Instrument.Cash(currency);
      case UNKNOWN -> new Instrument.Unrecognised(symbol, fields.get("text"), currency);
    };
  }

  private static void putMarket(Map<String, String> fields, @Nullable Mic market) {
    if (market != null) {
      fields.put("market", market.code());
    }
  }

  private static void putDate(Map<String, String> fields, String name, @Nullable LocalDate date) {
    if (date != null) {
      fields.put(name, date.toString());
    }
  }

  /** The fields of one stored instrument. */
  private record Fields(Map<String, String> values) {

    String get(String name) {
      var value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("a stored instrument lacks '" + name + "'");
      }
      return value;
    }

    <T> @Nullable T find(String name, Function<String, T> form) {
      var value = values.get(name);
      return value == null ? null : form.apply(value);
    }
  }
}
