package io.brokerway.exchange.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TapeTest {
  private static final Tape REPLAY = Tape.of(TapeConfig.alwaysOpen());
  private static final Tape HISTORY = Tape.of(TapeConfig.of(TapeMode.HISTORIC));
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void listsFiftyInstruments() {
    var symbols = REPLAY.listings().stream().map(Listed::symbol).toList();

    assertThat(symbols).hasSize(50).isSorted().contains("AAPL", "BRK.B", "BTC-USD", "ETH-USD");
  }

  @Test
  void epochPlaysTheFirstDayOfTheWindowThroughItsRealPrices() {
    // AAPL on 2017-07-03: the row of its daily file.
    var bar = day(REPLAY, "AAPL", EPOCH);
    var points = secondsOf(REPLAY, "AAPL", EPOCH, Duration.ofDays(1));

    assertThat(bar.open()).isEqualTo(points.getFirst());
    assertThat(bar.high()).isEqualTo(points.stream().max(BigDecimal::compareTo).orElseThrow());
    assertThat(bar.low()).isEqualTo(points.stream().min(BigDecimal::compareTo).orElseThrow());
    assertThat(bar.open()).isEqualByComparingTo("144.93");
    assertThat(bar.high()).isEqualByComparingTo("145.31");
    assertThat(bar.low()).isEqualByComparingTo("143.11");
    assertThat(bar.close()).isEqualByComparingTo("143.50");
  }

  @Test
  void everyDailyBarOfTheWindowIsPassedThroughByItsMinutes() {
    for (var listed : REPLAY.listings()) {
      if (MarketFiles.dailyBars(listed.symbol(), Scale.COINS).isEmpty()) {
        continue;
      }
      for (var start : List.of(EPOCH.plus(Duration.ofDays(40)), EPOCH.plus(Duration.ofDays(125)))) {
        var minutes = minutes(REPLAY, listed, start, Duration.ofDays(1));
        var bar = day(REPLAY, listed.symbol(), start);

        assertThat(minutes).as(listed.symbol()).hasSize(1440);
        assertThat(minutes.getFirst().open()).isEqualTo(bar.open());
        assertThat(minutes.getLast().close()).isEqualTo(bar.close());
        assertThat(minutes.stream().map(Bar::high).max(BigDecimal::compareTo)).contains(bar.high());
        assertThat(minutes.stream().map(Bar::low).min(BigDecimal::compareTo)).contains(bar.low());
        assertThat(sum(minutes)).isEqualByComparingTo(bar.volume());
      }
    }
  }

  @Test
  void dailyBarsAreThoseOfTheHistory() {
    var expected =
        MarketFiles.dailyBars("NVDA", Scale.SHARES)
            .floorEntry(LocalDate.of(2017, 12, 29))
            .getValue();

    var bar = day(REPLAY, "NVDA", EPOCH.plus(Duration.ofDays(125)));

    assertThat(bar.close()).isEqualByComparingTo("193.50");
    assertThat(bar.close()).isEqualTo(Scale.price(expected.close()));
    assertThat(bar.volume()).isEqualByComparingTo(BigDecimal.valueOf(expected.volume()));
  }

  @Test
  void windowWrapsWithAGap() {
    var lastDay = EPOCH.plus(Duration.ofDays(125));
    var wrapped = EPOCH.plus(Duration.ofDays(126));

    assertThat(day(REPLAY, "AAPL", wrapped).open()).isEqualByComparingTo("144.93");
    assertThat(REPLAY.previousClose(aapl(REPLAY), wrapped))
        .isEqualTo(day(REPLAY, "AAPL", lastDay).close());
    assertThat(day(REPLAY, "AAPL", EPOCH.minus(Duration.ofDays(1))).close())
        .isEqualTo(day(REPLAY, "AAPL", lastDay).close());
  }

  @Test
  void twoTapesOfOneConfigurationAgree() {
    var other = Tape.of(TapeConfig.alwaysOpen());

    for (var hour = 0; hour < 72; hour++) {
      var at = EPOCH.plus(Duration.ofMinutes(61L * hour)).plusMillis(hour * 17L);
      for (var listed : REPLAY.listings()) {
        assertThat(other.quote(listed, at)).isEqualTo(REPLAY.quote(listed, at));
      }
    }
  }

  @Test
  void pricesOfADayAreTheSameAsEver() {
    // Other processes, other machines and later versions must agree with what was once told.
    var quote = REPLAY.quote(aapl(REPLAY), EPOCH.plus(Duration.ofHours(7)).plusSeconds(1234));

    assertThat(quote.toString()).contains(PINNED);
  }

  @Test
  void anotherSeedTakesAnotherWayToTheSameClose() {
    var other = Tape.of(TapeConfig.alwaysOpen().withSeed(1));
    var noon = EPOCH.plus(Duration.ofHours(12));

    assertThat(other.quote(aapl(other), noon).last())
        .isNotEqualTo(REPLAY.quote(aapl(REPLAY), noon).last());
    assertThat(day(other, "AAPL", EPOCH)).isEqualTo(day(REPLAY, "AAPL", EPOCH));
  }

  @Test
  void bidIsBelowAskAndTheLastPriceBetween() {
    for (var listed : REPLAY.listings()) {
      for (var minute = 0; minute < 1440; minute += 7) {
        var quote = REPLAY.quote(listed, EPOCH.plus(Duration.ofSeconds(60L * minute + 11)));

        assertThat(quote.bid()).as(listed.symbol()).isLessThan(quote.ask()).isPositive();
        assertThat(quote.bidSize()).isPositive();
        assertThat(quote.askSize()).isPositive();
        if (quote.modelled()) {
          assertThat(quote.last()).isBetween(quote.bid(), quote.ask());
        }
      }
    }
  }

  @Test
  void coinsWithoutADailyBarLoopTheirRecordedDays() {
    var ether = REPLAY.find("ETH-USD").orElseThrow();
    var first = REPLAY.quote(ether, EPOCH.plusSeconds(60));
    var again = REPLAY.quote(ether, EPOCH.plusSeconds(60).plus(Duration.ofDays(2)));

    assertThat(first.bid()).isEqualByComparingTo("416.15");
    assertThat(first.source()).isEqualTo("replay:recorded");
    assertThat(again.bid()).isEqualTo(first.bid());
    assertThat(REPLAY.quote(aapl(REPLAY), EPOCH).source()).isEqualTo("replay:modelled");
  }

  @Test
  void recordedMinutesServeTheirOwnDay() {
    // 2014-06-05T14:01Z: open 646.78, high 647.3, low 646.74, close 647.02, volume 20131.
    var minute = Instant.parse("2014-06-05T14:01:00Z");
    var bars = minutes(HISTORY, aapl(HISTORY), minute, Duration.ofMinutes(1));

    assertThat(bars).hasSize(1);
    assertThat(bars.getFirst().high()).isEqualByComparingTo("647.30");
    assertThat(bars.getFirst().low()).isEqualByComparingTo("646.74");
    assertThat(bars.getFirst().close()).isEqualByComparingTo("647.02");
    assertThat(bars.getFirst().volume()).isEqualByComparingTo("20131");
    assertThat(HISTORY.quote(aapl(HISTORY), minute.plusSeconds(60)).bid())
        .isEqualByComparingTo("647.02");
  }

  @Test
  void recordedDaysShowTheirPreMarket() {
    var at = Instant.parse("2014-06-05T08:02:00Z");

    var quote = HISTORY.quote(aapl(HISTORY), at);

    assertThat(quote.bid()).isEqualByComparingTo("645.06");
    assertThat(HISTORY.hours(aapl(HISTORY), at).session()).isEqualTo(Session.PRE_MARKET);
  }

  @Test
  void marketHoursPlayTheSessionInItsRealTimeAndHoldTheCloseAfterIt() {
    var tape = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
    var open = Instant.parse("2026-11-23T14:30:00Z");
    var close = Instant.parse("2026-11-23T21:00:00Z");
    var night = Instant.parse("2026-11-24T03:00:00Z");

    assertThat(tape.quote(aapl(tape), open).last()).isEqualTo(tape.openPrice(aapl(tape), open));
    assertThat(tape.quote(aapl(tape), night).last()).isEqualTo(tape.closePrice(aapl(tape), close));
    assertThat(tape.hours(aapl(tape), night).session()).isEqualTo(Session.CLOSED);
    assertThat(tape.dayEnd(aapl(tape), open, false)).isEqualTo(close);
    assertThat(tape.dayEnd(aapl(tape), open, true)).isEqualTo("2026-11-24T01:00:00Z");
    assertThat(minutes(tape, aapl(tape), open, Duration.ofDays(1))).hasSize(390);
  }

  @Test
  void halfDayClosesEarly() {
    var tape = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
    var fridayAfterThanksgiving = Instant.parse("2026-11-27T15:00:00Z");

    assertThat(tape.dayEnd(aapl(tape), fridayAfterThanksgiving, false))
        .isEqualTo("2026-11-27T18:00:00Z");
    assertThat(tape.nextOpen(aapl(tape), fridayAfterThanksgiving))
        .isEqualTo("2026-11-30T14:30:00Z");
  }

  @Test
  void historyKnowsTheSplitOfAppleAndItsDividends() {
    var actions =
        HISTORY.actions(
            Instant.parse("2020-08-01T00:00:00Z"), Instant.parse("2020-12-01T00:00:00Z"));

    assertThat(actions.stream().filter(CorporateAction.Split.class::isInstance).toList())
        .singleElement()
        .satisfies(action -> {
          assertThat(((CorporateAction.Split) action).ratio()).isEqualByComparingTo("4");
          assertThat(action.exDate()).isEqualTo("2020-08-31");
          assertThat(action.at()).isEqualTo("2020-08-31T13:30:00Z");
        });
  }

  @Test
  void replayPaysTheDividendsOfItsWindow() {
    var dividends =
        REPLAY.actions(EPOCH, EPOCH.plus(Duration.ofDays(125))).stream()
            .filter(action -> action.listed().symbol().equals("AAPL"))
            .map(CorporateAction.Dividend.class::cast)
            .collect(
                Collectors.toMap(
                    CorporateAction::exDate, dividend -> dividend.perShare().toPlainString()));

    assertThat(dividends)
        .containsOnlyKeys(LocalDate.of(2017, 8, 10), LocalDate.of(2017, 11, 10))
        .containsValue("0.63");
  }

  @Test
  void barsOfEverySizeCoverTheSameTrade() {
    var from = EPOCH.plus(Duration.ofDays(4));
    var day = day(REPLAY, "TSLA", from);
    var listed = REPLAY.find("TSLA").orElseThrow();

    for (var size : BarSize.values()) {
      if (size == BarSize.WEEK_1) {
        continue;
      }
      var end = from.plus(Duration.ofDays(1));
      var bars = REPLAY.bars(listed, size, from, end, 10_000, end);

      assertThat(bars).hasSize((int) (Duration.ofDays(1).toMillis() / size.span().toMillis()));
      assertThat(sum(bars)).as(size.name()).isEqualByComparingTo(day.volume());
      assertThat(bars.getLast().close()).isEqualTo(day.close());
    }
  }

  @Test
  void weeksStartOnMondayAndHoldTheirDays() {
    var monday = Instant.parse("2026-01-05T00:00:00Z");
    var end = monday.plus(Duration.ofDays(14));
    var listed = aapl(REPLAY);

    var weeks = REPLAY.bars(listed, BarSize.WEEK_1, monday, end, 10, end);
    var days = REPLAY.bars(listed, BarSize.DAY_1, monday, monday.plus(Duration.ofDays(7)), 10, end);

    assertThat(weeks).extracting(Bar::start).containsExactly(monday, monday.plusSeconds(604_800));
    assertThat(days).hasSize(7);
    assertThat(weeks.getFirst().volume()).isEqualByComparingTo(sum(days));
    assertThat(weeks.getFirst().close()).isEqualTo(days.getLast().close());
  }

  @Test
  void presentBarEndsNowAndLaterOnesAreNotThere() {
    var now = EPOCH.plus(Duration.ofHours(5)).plusSeconds(90);
    var from = EPOCH.plus(Duration.ofHours(5));

    var bars =
        REPLAY.bars(aapl(REPLAY), BarSize.MINUTE_1, from, EPOCH.plusSeconds(80_000), 100, now);

    assertThat(bars).hasSize(2);
    assertThat(bars.getLast().close()).isEqualTo(REPLAY.quote(aapl(REPLAY), now).last());
  }

  @Test
  void rangeCoversEverySecondOfASpanOverMidnight() {
    var from = EPOCH.plus(Duration.ofHours(23));
    var seconds = secondsOf(REPLAY, "AAPL", from, Duration.ofHours(2));

    var range = REPLAY.range(aapl(REPLAY), from, from.plus(Duration.ofHours(2)));

    assertThat(range.high()).isEqualTo(seconds.stream().max(BigDecimal::compareTo).orElseThrow());
    assertThat(range.low()).isEqualTo(seconds.stream().min(BigDecimal::compareTo).orElseThrow());
  }

  private static final String PINNED =
      "bid=143.48, bidSize=1100, ask=143.49, askSize=1100, last=143.48, lastSize=200,"
          + " dayOpen=144.93, dayHigh=145.31, dayLow=143.11, dayVolume=5197154,"
          + " previousClose=169.23, at=2026-01-01T07:20:34Z";

  private static Listed aapl(Tape tape) {
    return tape.find("AAPL").orElseThrow();
  }

  private static List<BigDecimal> secondsOf(
      Tape tape, String symbol, Instant from, Duration length) {
    var listed = tape.find(symbol).orElseThrow();
    return java.util.stream.LongStream.range(0, length.toSeconds())
        .mapToObj(second -> tape.quote(listed, from.plusSeconds(second)).last())
        .toList();
  }

  private static List<Bar> minutes(Tape tape, Listed listed, Instant from, Duration length) {
    var to = from.plus(length);
    return tape.bars(listed, BarSize.MINUTE_1, from, to, 10_000, to);
  }

  private static Bar day(Tape tape, String symbol, Instant start) {
    var listed = tape.find(symbol).orElseThrow();
    var end = start.plus(Duration.ofDays(1));
    return tape.bars(listed, BarSize.DAY_1, start, end, 1, end).getFirst();
  }

  private static BigDecimal sum(List<Bar> bars) {
    return bars.stream()
        .map(Bar::volume)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(8, RoundingMode.UNNECESSARY)
        .stripTrailingZeros();
  }
}
