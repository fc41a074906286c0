package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ZerodhaMarketTest {
  private static final String HEAD =
      "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,"
          + "lot_size,instrument_type,segment,exchange\n";

  @Test
  void aListHasItsSharesAndNotItsIndices() {
    var rows =
        ZerodhaInstruments.shares(
            HEAD
                + "408065,1594,INFY,INFOSYS,0,,0,0.05,1,EQ,NSE,NSE\n"
                + "738561,2885,RELIANCE,\"RELIANCE, \"\"LTD\"\"\",0,,0,0.1,1,EQ,NSE,NSE\n"
                + "256265,1001,NIFTY 50,NIFTY 50,0,,0,0,0,EQ,INDICES,NSE\n"
                + "9604354,37517,NIFTY24DECFUT,NIFTY,0,2024-12-26,0,0.05,75,FUT,NFO-FUT,NFO\n");

    assertThat(rows.keySet()).containsExactly("INFY", "RELIANCE");
    assertThat(rows)
        .extractingByKey("RELIANCE")
        .satisfies(row -> {
          assertThat(row.token()).isEqualTo(738_561);
          assertThat(row.name()).isEqualTo("RELIANCE, \"LTD\"");
          assertThat(row.tickSize()).isEqualByComparingTo("0.1");
        });
  }

  @Test
  void aListOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> ZerodhaInstruments.shares("<html></html>\n<body>"))
        .isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(() -> ZerodhaInstruments.shares("")).isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(() -> ZerodhaInstruments.shares(HEAD + "1,2,3\n"))
        .isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(
            () -> ZerodhaInstruments.shares(HEAD + "x,1,INFY,I,0,,0,0.05,1,EQ,NSE,NSE\n"))
        .isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void aLongSpanTakesSeveralRequests() {
    var from = Instant.parse("2026-01-01T00:00:00Z");
    var to = from.plus(Duration.ofDays(130));

    var spans = ZerodhaCandles.of(BarSize.MINUTE_1).spans(from, to);

    assertThat(spans).hasSize(3);
    assertThat(spans.getFirst().from()).isEqualTo(from);
    assertThat(spans.getLast().to()).isEqualTo(to);
    assertThat(ZerodhaCandles.of(BarSize.DAY_1).spans(from, to)).hasSize(1);
  }

  @Test
  void daysAreJoinedToWeeks() {
    var weekly = ZerodhaCandles.of(BarSize.WEEK_1);
    var bars = new ArrayList<Bar>();

    weekly.add(bars, bar("2026-03-05", "10", "12", "9", "11"));
    weekly.add(bars, bar("2026-03-06", "11", "15", "10", "14"));
    weekly.add(bars, bar("2026-03-09", "14", "16", "13", "15"));

    assertThat(bars).hasSize(2);
    var first = bars.getFirst();
    // Monday, midnight in India.
    assertThat(first.start()).isEqualTo(Instant.parse("2026-03-01T18:30:00Z"));
    assertThat(List.of(first.open(), first.high(), first.low(), first.close()))
        .containsExactly(
            new BigDecimal(10), new BigDecimal(15), new BigDecimal(9), new BigDecimal(14));
    assertThat(first.volume()).isEqualByComparingTo("200");
  }

  private static Bar bar(String date, String open, String high, String low, String close) {
    return new Bar(
        Instant.parse(date + "T00:00:00Z").minus(Duration.ofMinutes(330)),
        new BigDecimal(open),
        new BigDecimal(high),
        new BigDecimal(low),
        new BigDecimal(close),
        new BigDecimal(100));
  }
}
