package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OsiSymbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstrumentTextTest {
  static final List<Instrument> INSTRUMENTS =
      List.of(
          Instrument.Equity.us("BRK.B"),
          new Instrument.Equity("RELIANCE", Mic.XNSE, new CurrencyCode("INR")),
          new Instrument.Etf("SPY", Mic.ARCX, CurrencyCode.USD),
          Instrument.Option.us(OsiSymbol.parse("AAPL261218C00200000")),
          new Instrument.Future(
              "ESZ6",
              new Mic("XCME"),
              LocalDate.parse("2026-12-18"),
              new BigDecimal("50"),
              CurrencyCode.USD),
          new Instrument.Future(
              "NQ", new Mic("XCME"), null, new BigDecimal("20"), CurrencyCode.USD),
          Instrument.CryptoPair.parse("BTC-USDT"),
          Instrument.Forex.parse("EUR-USD"),
          new Instrument.Bond("US912810TM09", LocalDate.parse("2052-11-15"), CurrencyCode.USD),
          new Instrument.Fund("VTSAX", CurrencyCode.USD),
          new Instrument.Cash(new CurrencyCode("EUR")),
          new Instrument.Unrecognised("X1", "Strange \"note\"", CurrencyCode.USD));

  @ParameterizedTest
  @FieldSource("INSTRUMENTS")
  void whatIsWrittenIsReadAsAnEqualValue(Instrument instrument) {
    assertThat(InstrumentText.read(InstrumentText.write(instrument))).isEqualTo(instrument);
  }

  @Test
  void everyFamilyIsCovered() {
    assertThat(INSTRUMENTS.stream().map(Object::getClass).distinct())
        .hasSize(Instrument.class.getPermittedSubclasses().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"class\":\"TULIP\",\"symbol\":\"A\",\"currency\":\"USD\"}"})
  void anotherFormIsRefused(String json) {
    assertThatThrownBy(() -> InstrumentText.read(json))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
