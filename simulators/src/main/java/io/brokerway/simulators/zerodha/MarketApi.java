package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Quotes, candles and the dump of instruments. */
final class MarketApi {
  private static final int MOST_QUOTES = 500;
  private static final int MOST_PRICES = 1_000;

  private final PriceSource prices;
  private final Instruments instruments;
  private final Candles candles;
  private final Clock clock;

  MarketApi(PriceSource prices, Instruments instruments, Clock clock) {
    this.prices = prices;
    this.instruments = instruments;
    this.candles = new Candles(prices);
    this.clock = clock;
  }

  HttpReply quote(HttpCall call) {
    return each(call, MOST_QUOTES, this::quote);
  }

  HttpReply ohlc(HttpCall call) {
    return each(
        call,
        MOST_PRICES,
        instrument -> {
          var quote = now(instrument);
          var json = price(instrument, quote);
          ohlc(json, quote);
          return json;
        });
  }

  HttpReply ltp(HttpCall call) {
    return each(call, MOST_PRICES, instrument -> price(instrument, now(instrument)));
  }

  /** An instrument that is not known is left out, and no error. */
  private HttpReply each(HttpCall call, int most, Function<KiteInstrument, ObjectNode> view) {
    var asked = Params.ofQuery(call).all("i");
    if (asked.isEmpty() || asked.size() > most) {
      throw Params.invalid("i");
    }
    var data = Json.object();
    for (var key : asked) {
      find(key).ifPresent(instrument -> data.set(key, view.apply(instrument)));
    }
    return KiteReply.of(data);
  }

  private Optional<KiteInstrument> find(String keyOrToken) {
    return keyOrToken.chars().allMatch(Character::isDigit) && keyOrToken.length() < 12
        ? instruments.find(Long.parseLong(keyOrToken.isEmpty() ? "0" : keyOrToken))
        : instruments.find(keyOrToken);
  }

  private MarketQuote now(KiteInstrument instrument) {
    return prices.quote(instrument.listed(), clock.instant());
  }

  private static ObjectNode price(KiteInstrument instrument, MarketQuote quote) {
    return Json.object()
        .put("instrument_token", instrument.token())
        .put("last_price", quote.last());
  }

  private static void ohlc(ObjectNode json, MarketQuote quote) {
    json.putObject("ohlc")
        .put("open", quote.dayOpen())
        .put("high", quote.dayHigh())
        .put("low", quote.dayLow())
        .put("close", quote.previousClose());
  }

  private ObjectNode quote(KiteInstrument instrument) {
    var quote = now(instrument);
    var depth = Depth.of(quote);
    var json =
        price(instrument, quote)
            .put("timestamp", Ist.text(quote.at()))
            .put(
                "last_trade_time",
                Ist.text(prices.latestTrade(instrument.listed(), quote.at()).at()))
            .put("last_quantity", quote.lastSize().longValue())
            .put("buy_quantity", Depth.total(depth.buy()))
            .put("sell_quantity", Depth.total(depth.sell()))
            .put("volume", quote.dayVolume().longValue())
            .put("average_price", averagePrice(quote))
            .put("oi", 0)
            .put("oi_day_high", 0)
            .put("oi_day_low", 0)
            .put("net_change", Figures.plain(quote.last().subtract(quote.previousClose())))
            .put("lower_circuit_limit", OrderChecks.lowerCircuit(quote))
            .put("upper_circuit_limit", OrderChecks.upperCircuit(quote));
    ohlc(json, quote);
    return json.set("depth", depth.json());
  }

  /** The middle of the day's prices: the source knows no better. */
  static BigDecimal averagePrice(MarketQuote quote) {
    var sum = quote.dayHigh().add(quote.dayLow()).add(quote.last());
    return sum.divide(new BigDecimal(3), 2, RoundingMode.HALF_UP);
  }

  HttpReply historical(String token, String interval, HttpCall call) {
    var instrument = find(token).orElseThrow(() -> Refusal.input("invalid token"));
    return KiteReply.of(candles.read(instrument, interval, Params.ofQuery(call), clock.instant()));
  }

  HttpReply triggerRange(String side, HttpCall call) {
    if (!side.equals("buy")
        && !side.equals("sell")
        && !side.equals("BUY")
        && !side.equals("SELL")) {
      throw Params.invalid("transaction_type");
    }
    return each(
        call,
        MOST_PRICES,
        instrument -> {
          var quote = now(instrument);
          return Json.object()
              .put("instrument_token", instrument.token())
              .put("lower", OrderChecks.lowerCircuit(quote))
              .put("upper", OrderChecks.upperCircuit(quote));
        });
  }

  HttpReply dump(String exchange) {
    var csv = new StringBuilder();
    csv.append(
        "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,"
            + "lot_size,instrument_type,segment,exchange\n");
    for (var one : instruments.all()) {
      if (exchange.isEmpty() || one.exchange().equals(exchange)) {
        csv.append(one.token())
            .append(',')
            .append(one.exchangeToken())
            .append(',')
            .append(one.tradingsymbol())
            .append(",\"")
            .append(one.name())
            .append("\",0,,0,")
            .append(one.isIndex() ? "0" : KiteInstrument.TICK.toPlainString())
            .append(',')
            .append(one.isIndex() ? "0" : "1")
            .append(",EQ,")
            .append(one.segment())
            .append(',')
            .append(one.exchange())
            .append('\n');
      }
    }
    return KiteReply.csv(csv.toString());
  }
}
