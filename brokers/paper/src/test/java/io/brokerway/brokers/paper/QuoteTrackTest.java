package io.brokerway.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class QuoteTrackTest {
  private static final Instant AT = Instant.parse("2026-03-02T15:00:00Z");
  private static final Duration MAX_AGE = Duration.ofSeconds(10);

  private final QuoteTrack track = new QuoteTrack(MAX_AGE);

  private static Quote quote(String bid, Instant asOf) {
    return new Quote(
        Instrument.Equity.us("AAPL"),
        new BigDecimal(bid),
        null,
        new BigDecimal("200"),
        null,
        null,
        null,
        null,
        asOf,
        false,
        "test");
  }

  private void add(String bid, long millis) {
    var at = AT.plusMillis(millis);
    track.add(quote(bid, at), at);
  }

  private String bidAt(long millis) {
    return track
        .freshAt(AT.plusMillis(millis))
        .map(quote -> String.valueOf(quote.bid()))
        .orElse("none");
  }

  @Test
  void tellsWhatWasKnownAtAMomentAndNothingBeforeOrTooLongAfter() {
    add("100", 0);
    add("101", 2_500);

    assertThat(bidAt(-1)).isEqualTo("none");
    assertThat(bidAt(0)).isEqualTo("100");
    assertThat(bidAt(2_499)).isEqualTo("100");
    assertThat(bidAt(2_500)).isEqualTo("101");
    assertThat(bidAt(12_500)).isEqualTo("101");
    assertThat(bidAt(12_501)).isEqualTo("none");
  }

  @Test
  void freshReadingOfAnOldMarketIsOld() {
    track.add(quote("100", AT.minusSeconds(11)), AT);

    assertThat(bidAt(0)).isEqualTo("none");
  }

  @Test
  void knowsTheLastQuoteOfEachSecondHoweverManyCome() {
    for (var i = 0; i < 5_000; i++) {
      add("" + (100 + i), i);
    }

    assertThat(bidAt(2_000)).isEqualTo("2099");
    assertThat(bidAt(999)).isNotEqualTo("none");
    assertThat(bidAt(4_999)).isEqualTo("5099");
    assertThat(track.freshWithin(AT, AT.plusSeconds(5)).size()).isLessThan(12);
  }

  @Test
  void quoteThatCameLateDoesNotGoBehindANewerOne() {
    add("100", 1_000);

    track.add(quote("90", AT), AT.plusMillis(1_500));
    assertThat(bidAt(1_500)).isEqualTo("100");

    // A clock that was set back is believed once the newer quote has grown old.
    track.add(quote("95", AT.plusMillis(900)), AT.plusMillis(11_500));
    assertThat(track.latest().map(Quote::bid)).contains(new BigDecimal("95"));
  }
}
