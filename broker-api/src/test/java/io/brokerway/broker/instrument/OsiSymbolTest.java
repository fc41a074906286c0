package io.brokerway.broker.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OsiSymbolTest {
  @Test
  void readsThePaddedForm() {
    var symbol = OsiSymbol.parse("SPY   230111C02400000");

    assertThat(symbol)
        .isEqualTo(
            new OsiSymbol(
                "SPY", LocalDate.of(2023, 1, 11), OptionRight.CALL, new BigDecimal("2400")));
  }

  @ParameterizedTest
  @CsvSource({
    "AAPL250620C00100000,'AAPL  250620C00100000'",
    "BRKB261218P00412500,'BRKB  261218P00412500'",
    "F260116C00000500,'F     260116C00000500'",
    "GOOGL1260116P99999999,'GOOGL1260116P99999999'"
  })
  void bothFormsRoundTrip(String compact, String padded) {
    var symbol = OsiSymbol.parse(compact);

    assertThat(symbol.padded()).isEqualTo(padded).hasSize(21);
    assertThat(symbol.compact()).isEqualTo(compact);
    assertThat(OsiSymbol.parse(padded)).isEqualTo(symbol);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AAPL", "AAPL250631C00100000", "AAPL250620X00100000", "", "AAPL250620C0010000"})
  void refusesWhatIsNoOptionSymbol(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OsiSymbol.parse(text))
        .withMessageContaining(text);
  }

  @Test
  void refusesAStrikeFinerThanThousandths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new OsiSymbol(
                "F", LocalDate.of(2026, 1, 16), OptionRight.PUT, new BigDecimal("0.0005")))
        .withMessageContaining("three decimals");
  }
}
