package io.brokerway.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionPricesTest {
  private static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  private final OptionPrices prices = OptionPrices.over(Tape.of(TapeConfig.alwaysOpen()));

  @Test
  void pricesAreThoseOfEveryOtherMachine() {
    var share = prices.find("AAPL").orElseThrow();
    var checksum = new CRC32();
    for (var option : OptionChain.contracts(share, last(share), MORNING)) {
      var quote = prices.quote(option, MORNING);
      var text = option.symbol() + quote.bid() + quote.ask() + quote.last();
      checksum.update(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(checksum.getValue()).isEqualTo(2_629_030_907L);
  }

  @Test
  void noOptionIsWorthLessThanItsExerciseNorCrossed() {
    var share = prices.find("SPY").orElseThrow();
    var price = last(share);

    assertThat(OptionChain.contracts(share, price, MORNING))
        .hasSizeGreaterThan(100)
        .allSatisfy(option -> {
          var quote = prices.quote(option, MORNING);
          assertThat(quote.last()).isGreaterThanOrEqualTo(inner(option, price));
          assertThat(quote.bid()).isPositive().isLessThan(quote.ask());
          assertThat(quote.last()).isBetween(quote.bid(), quote.ask());
          assertThat(quote.last().scale()).isEqualTo(2);
        });
  }

  /** Source of the worths at the money: 0.3989 x price x 0.3 x root of the years left. */
  @ParameterizedTest
  @CsvSource({"100,365,1197", "100,91,598", "50,365,598", "100,0,1"})
  void worthAtTheMoneyIsThatOfTheModel(String price, int days, long cents) {
    var model = new OptionModel(OptionRight.CALL, new BigDecimal(price));

    assertThat(model.cents(new BigDecimal(price), Duration.ofDays(days))).isEqualTo(cents);
  }

  @Test
  void callAndPutDifferByWhatTheForwardIsWorth() {
    var strike = new BigDecimal(95);
    var share = new BigDecimal(100);
    var left = Duration.ofDays(60);

    var call = new OptionModel(OptionRight.CALL, strike).cents(share, left);
    var put = new OptionModel(OptionRight.PUT, strike).cents(share, left);

    assertThat(call - put).isBetween(499L, 501L);
  }

  private BigDecimal last(Listed share) {
    return prices.quote(share, MORNING).last();
  }

  private static BigDecimal inner(Listed option, BigDecimal price) {
    var osi = ((Instrument.Option) option.instrument()).osi();
    var above = price.subtract(osi.strike());
    return (osi.right() == OptionRight.CALL ? above : above.negate()).max(BigDecimal.ZERO);
  }
}
