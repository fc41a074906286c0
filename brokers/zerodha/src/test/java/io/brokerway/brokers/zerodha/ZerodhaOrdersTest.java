package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZerodhaOrdersTest {
  private static final AccountKey ACCOUNT = new AccountKey("ZQ1001");
  private static final Instrument RELIANCE =
      new Instrument.Equity("RELIANCE", Mic.XNSE, ZerodhaFigures.RUPEE);

  @Test
  void aRowOfTheBookIsAReport() {
    var report = ZerodhaOrders.report(ACCOUNT, row("", ""));

    assertThat(report.brokerOrderId()).isEqualTo("250310000000017");
    assertThat(report.clientOrderId()).isEqualTo("GW3K9Z7Q1M2P8D");
    assertThat(report.instrument()).isEqualTo(RELIANCE);
    assertThat(report.side()).isEqualTo(Side.BUY);
    assertThat(report.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("4");
    assertThat(report.averagePrice()).isEqualByComparingTo("1250.5");
    assertThat(report.terms()).isEqualTo(OrderTerms.limit("1250.5", TimeInForce.DAY));
    // Indian times: five and a half hours before London.
    assertThat(report.submittedAt()).isEqualTo(Instant.parse("2025-03-10T04:45:02Z"));
    assertThat(report.updatedAt()).isEqualTo(Instant.parse("2025-03-10T04:45:07Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT ORDER REQ RECEIVED, 0, PENDING_NEW",
    "VALIDATION PENDING, 0, PENDING_NEW",
    "OPEN PENDING, 0, PENDING_NEW",
    "AMO REQ RECEIVED, 0, NEW",
    "OPEN, 0, NEW",
    "OPEN, 4, PARTIALLY_FILLED",
    "TRIGGER PENDING, 0, NEW",
    "UPDATE, 4, PARTIALLY_FILLED",
    "MODIFY VALIDATION PENDING, 0, PENDING_REPLACE",
    "MODIFY PENDING, 0, PENDING_REPLACE",
    "MODIFY AMO REQ RECEIVED, 0, PENDING_REPLACE",
    "MODIFIED, 0, PENDING_REPLACE",
    "CANCEL PENDING, 0, PENDING_CANCEL",
    "CANCELLED, 4, CANCELED",
    "CANCELLED AMO, 0, CANCELED",
    "CANCEL, 0, CANCELED",
    "COMPLETE, 10, FILLED",
    "REJECTED, 0, REJECTED",
    "LAPSED, 0, EXPIRED"
  })
  void everyStateHasItsMeaning(String word, BigDecimal filled, OrderStatus status) {
    assertThat(ZerodhaOrders.status(word, filled, BigDecimal.TEN)).isEqualTo(status);
  }

  @Test
  void aNewStateFailsLoudly() {
    assertThatThrownBy(() -> ZerodhaOrders.status("QUANTUM STATE", BigDecimal.ZERO, BigDecimal.TEN))
        .isInstanceOf(UnexpectedReply.class)
        .hasMessageContaining("QUANTUM STATE");
  }

  @Test
  void aMarketOrderUnderProtectionIsReadAsWhatItWas() {
    var guarded = report(row("\"tags\":[\"GW3K9Z7Q1M2P8D\"]", "\"tags\":[\"mktp\",\"mktp:2.00\"]"));

    assertThat(Objects.requireNonNull(guarded.terms()).type()).isEqualTo(OrderType.MARKET);
    assertThat(Objects.requireNonNull(guarded.terms()).limitPrice()).isNull();
  }

  @Test
  void termsThatWeHaveNoWordForAreLeftOut() {
    assertThat(report(row("\"validity\":\"DAY\"", "\"validity\":\"TTL\"")).terms()).isNull();
    assertThat(report(row("\"order_type\":\"LIMIT\"", "\"order_type\":\"X\"")).terms()).isNull();
  }

  @Test
  void anOrderIsAFormWithItsTag() {
    var form = ZerodhaOrders.form(order(OrderTerms.limit("1250.50", TimeInForce.IOC))).text();

    assertThat(form)
        .isEqualTo(
            "exchange=NSE&tradingsymbol=RELIANCE&transaction_type=BUY&order_type=LIMIT"
                + "&product=CNC&quantity=10&price=1250.5&validity=IOC&tag=tag7");
  }

  @Test
  void aMarketOrderIsProtected() {
    assertThat(ZerodhaOrders.form(order(OrderTerms.market(TimeInForce.DAY))).text())
        .contains("order_type=MARKET", "market_protection=-1")
        .doesNotContain("&price=");
    assertThat(ZerodhaOrders.form(order(OrderTerms.stop("1300", TimeInForce.DAY))).text())
        .contains("order_type=SL-M", "trigger_price=1300", "market_protection=-1");
    assertThat(
            ZerodhaOrders.form(order(OrderTerms.stopLimit("1300", "1310", TimeInForce.DAY))).text())
        .contains("order_type=SL&", "price=1310", "trigger_price=1300")
        .doesNotContain("market_protection");
  }

  @Test
  void aChangeRepeatsWhatStays() {
    var change = new OrderChange(new BigDecimal(12), null, null, null, null, null);

    assertThat(ZerodhaOrders.form(row("", ""), change).text())
        .isEqualTo("order_type=LIMIT&quantity=12&price=1250.5&validity=DAY");
  }

  private static NewOrder order(OrderTerms terms) {
    return NewOrder.simple(ACCOUNT, "tag7", RELIANCE, Side.BUY, OrderQuantity.units("10"), terms);
  }

  private static OrderReport report(ZerodhaWire.Order row) {
    return ZerodhaOrders.report(ACCOUNT, row);
  }

  /** The row of the file, with one text of it replaced. */
  private static ZerodhaWire.Order row(String what, String with) {
    var text = WireFile.text("http_get_orders.json");
    assertThat(text).contains(what);
    var reply =
        Json.read(
            text.replace(what, with).getBytes(StandardCharsets.UTF_8),
            ZerodhaWire.OrdersReply.class);
    return Objects.requireNonNull(reply.data()).getFirst();
  }
}
