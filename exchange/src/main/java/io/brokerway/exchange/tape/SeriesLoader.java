package io.brokerway.exchange.tape;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.TradingCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the series of all instruments from the shipped files. */
final class SeriesLoader {
  /** The days on which every instrument with daily bars trades. */
  private static final LocalDate WINDOW_START = LocalDate.of(2017, 7, 3);

  private static final LocalDate WINDOW_END = LocalDate.of(2017, 12, 29);

  /** Has a bar on every trading day of the window. */
  private static final String REFERENCE = "SPY";

  private static final int FRACTION_DECIMALS = 9;

  private final TapeConfig config;
  private final TradingCalendar calendar = TradingCalendar.of(Mic.XNYS);
  private final Window window;

  private SeriesLoader(TapeConfig config) {
    this.config = config;
    var days = MarketFiles.dailyBars(REFERENCE, Scale.SHARES);
    this.window =
        new Window(List.copyOf(days.subMap(WINDOW_START, true, WINDOW_END, true).keySet()));
  }

  static Map<String, Series> load(TapeConfig config) {
    var loader = new SeriesLoader(config);
    var series = new HashMap<String, Series>();
    for (var line : MarketFiles.instruments()) {
      var one = loader.series(line.split(",", -1));
      series.put(one.listed().symbol(), one);
    }
    return series;
  }

  private Series series(String[] row) {
    var symbol = row[0];
    var listed =
        new Listed(
            instrument(row[1], symbol),
            row[2],
            row[3].isEmpty() ? null : new Mic(row[3]),
            Scale.PRICE_DECIMALS,
            FRACTION_DECIMALS);
    var scale = listed.isCrypto() ? Scale.COINS : Scale.SHARES;
    var daily = MarketFiles.dailyBars(symbol, scale);
    var recorded = recordedDays(row[4]);
    return new Series(
        listed,
        scale,
        timeline(listed, daily, recorded),
        daily,
        recorded,
        new Factors(MarketFiles.factors(symbol)),
        config.seed());
  }

  private static Instrument instrument(String kind, String symbol) {
    return switch (kind) {
      case "EQUITY" -> Instrument.Equity.us(symbol);
      case "ETF" -> new Instrument.Etf(symbol, null, CurrencyCode.USD);
      case "CRYPTO" -> Instrument.CryptoPair.parse(symbol);
      default -> throw new IllegalStateException("unknown kind of instrument: " + kind);
    };
  }

  private static Set<LocalDate> recordedDays(String dates) {
    return dates.isEmpty()
        ? Set.of()
        : Arrays.stream(dates.split(" ", -1)).map(LocalDate::parse).collect(Collectors.toSet());
  }

  private Timeline timeline(
      Listed listed, NavigableMap<LocalDate, DailyBar> daily, Set<LocalDate> recorded) {
    var epoch = config.epoch().toEpochDay();
    var days =
        switch (config.mode()) {
          case ALWAYS_OPEN, MARKET_HOURS ->
              // What has no daily bars loops its own recorded days.
              daily.isEmpty() ? new Window(recorded.stream().sorted().toList()) : window;
          case HISTORIC -> Window.ITSELF;
        };
    return switch (config.mode()) {
      case ALWAYS_OPEN -> new ContinuousTimeline(epoch, days);
      case MARKET_HOURS, HISTORIC ->
          listed.isCrypto()
              ? new ContinuousTimeline(epoch, days)
              : new SessionTimeline(calendar, epoch, days);
    };
  }
}
