package io.brokerway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The most that options can cost, by known spreads. */
final class OptionRiskTest {
  private static final Listed SHARE = new Listed(Instrument.Equity.us("ACME"), "Acme", null, 2, 9);

  private final LiveAccount account =
      new LiveAccount("a", new AccountTerms(CurrencyCode.USD, BigDecimal.TWO, true), Instant.EPOCH);

  @ParameterizedTest
  @CsvSource({
    "long call, ACME260313C00100000:1, 0",
    "long put, ACME260313P00100000:1, 0",
    "short put, ACME260313P00100000:-1, 10000",
    "bull call spread, ACME260313C00100000:1 ACME260313C00105000:-1, 0",
    "bear call spread, ACME260313C00100000:-1 ACME260313C00105000:1, 500",
    "bull put spread, ACME260313P00100000:-1 ACME260313P00095000:1, 500",
    "'iron condor: one side can lose', ACME260313P00090000:1 ACME260313P00095000:-1 ACME260313C00105000:-1 ACME260313C00110000:1, 500",
    "butterfly, ACME260313C00095000:1 ACME260313C00100000:-2 ACME260313C00105000:1, 0",
    "broken butterfly, ACME260313C00095000:1 ACME260313C00100000:-2 ACME260313C00115000:1, 1000",
  })
  void lossIsThatAtTheWorstPrice(String name, String holdings, BigDecimal loss) {
    var risk = OptionRisk.of(options(holdings), account);

    assertThat(risk.isUncovered()).as(name).isFalse();
    assertThat(risk.loss()).as(name).isEqualByComparingTo(loss);
  }

  @ParameterizedTest
  @CsvSource({
    "ACME260313C00100000:-1",
    "ACME260313C00100000:-2 ACME260313C00105000:1",
    "ACME260313C00100000:-1 ACME260320C00100000:1",
  })
  void callsWithNothingBehindThemAreUncovered(String holdings) {
    assertThat(OptionRisk.of(options(holdings), account).isUncovered()).isTrue();
  }

  @Test
  void sharesCoverCallsAndArePledgedForThem() {
    account.position(SHARE).trade(new BigDecimal(250), BigDecimal.TEN);

    var two = OptionRisk.of(options("ACME260313C00100000:-2"), account);
    var three = OptionRisk.of(options("ACME260313C00100000:-3"), account);

    assertThat(two.isUncovered()).isFalse();
    assertThat(two.loss()).isEqualByComparingTo("0");
    assertThat(two.pledged()).containsOnlyKeys("ACME");
    assertThat(two.pledged().get("ACME")).isEqualByComparingTo("200");
    assertThat(three.isUncovered()).isTrue();
  }

  private static Map<Listed, BigDecimal> options(String holdings) {
    var options = new HashMap<Listed, BigDecimal>();
    for (var holding : holdings.split(" ", -1)) {
      var parts = holding.split(":", 2);
      var option = Instrument.Option.us(OsiSymbol.parse(parts[0]));
      options.put(new Listed(option, parts[0], null, 2, 0), new BigDecimal(parts[1]));
    }
    return options;
  }
}
