package io.brokerway.brokers.etrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EtradeSymbolsTest {

  static Stream<Arguments> ordered() {
    return Stream.of(
        Arguments.of(Instrument.Equity.us("AAPL"), "AAPL", "EQ"),
        Arguments.of(Instrument.Equity.us("BRK.B"), "BRK.B", "EQ"),
        Arguments.of(option("AAPL  260619C00250000"), "AAPL:2026:6:19:CALL:250", "OPTN"),
        Arguments.of(option("SPY   261218P00400500"), "SPY:2026:12:18:PUT:400.5", "OPTN"),
        Arguments.of(option("F     260117C00012500"), "F:2026:1:17:CALL:12.5", "OPTN"));
  }

  private static Instrument option(String osi) {
    return Instrument.Option.us(OsiSymbol.parse(osi));
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void whatCanBeOrderedComesBackAsItWentOut(Instrument ours, String quote, String type) {
    var product = EtradeSymbols.product(ours);

    assertThat(product.securityType()).isEqualTo(type);
    assertThat(EtradeSymbols.quoteSymbol(ours)).isEqualTo(quote);
    var sent = Json.read(Json.write(product), EtradeWire.Product.class);
    assertThat(EtradeSymbols.instrument("product", sent)).isEqualTo(ours);
  }

  @Test
  void yearsOfTwoDigitsAreOfThisCentury() {
    var product =
        new EtradeWire.Product("AAPL", "OPTN", "PUT", 26, 6, 19, new BigDecimal("250.00"));

    assertThat(EtradeSymbols.instrument("product", product))
        .isEqualTo(option("AAPL  260619P00250000"));
  }

  @Test
  void fundsAndBondsAreShownAndNotOrdered() {
    var fund = new Instrument.Fund("VTSAX", CurrencyCode.USD);

    assertThat(shown("{\"symbol\":\"VTSAX\",\"securityType\":\"MF\"}")).isEqualTo(fund);
    assertThat(shown("{\"symbol\":\"912828XX\",\"securityType\":\"BOND\"}"))
        .isInstanceOf(Instrument.Bond.class);
    assertThatThrownBy(() -> EtradeSymbols.product(fund)).isInstanceOf(Unsupported.class);
  }

  @ParameterizedTest
  @CsvSource({
    "INDX, SPX, CALL",
    "OPTN, AAPL, ''",
    "OPTN, TOOLONGROOT, CALL",
    "SOMETHING_NEW, XYZ, CALL"
  })
  void whatWeHaveNoWordForIsKeptAsItCame(String type, String symbol, String callPut) {
    var product = new EtradeWire.Product(symbol, type, callPut, 2026, 6, 19, new BigDecimal(250));

    assertThat(EtradeSymbols.instrument("product", product))
        .isEqualTo(new Instrument.Unrecognised(symbol, type, CurrencyCode.USD));
  }

  @Test
  void aProductWithoutASymbolIsNoInstrument() {
    assertThatThrownBy(() -> shown("{\"securityType\":\"EQ\"}"))
        .isInstanceOf(UnexpectedReply.class);
  }

  private static Instrument shown(String json) {
    return EtradeSymbols.instrument(
        "product", Json.read(json.getBytes(StandardCharsets.UTF_8), EtradeWire.Product.class));
  }
}
