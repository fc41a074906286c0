package io.brokerway.brokers.etrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EtradeOrdersTest {
  private static final AccountKey ACCOUNT = new AccountKey("Qw3rTyAbCdEf1234567890");
  private static final Instrument BONDS = Instrument.Equity.us("BNDX");

  private static NewOrder order(Instrument instrument, Side side, String units, OrderTerms terms) {
    return NewOrder.simple(
        ACCOUNT, "gw01J8Z1", instrument, side, OrderQuantity.units(units), terms);
  }

  @Test
  void previewAndPlaceAreThoseOfTheDocumentation() {
    var ours = order(BONDS, Side.BUY, "10", OrderTerms.limit("48.60", TimeInForce.DAY));
    var request = EtradeOrders.request(ours, PositionEffect.AUTOMATIC);

    var preview = Json.tree(Json.write(new EtradeWire.PreviewRequest(request)));
    var previewed =
        EtradePreview.of(
            Published.answer(200, Published.bytes("http_post_preview.json"), java.util.Map.of()),
            request);
    var place = Json.tree(Json.write(new EtradeWire.PlaceRequest(previewed.toPlace())));

    assertThat(preview).isEqualTo(Json.tree(Published.bytes("request_preview.json")));
    assertThat(place).isEqualTo(Json.tree(Published.bytes("request_place.json")));
    assertThat(EtradePreview.read(java.util.Optional.of(previewed.write()))).contains(previewed);
  }

  @Test
  void theAnswerMustRepeatTheOrder() {
    var reply = Json.read(Published.bytes("http_post_place.json"), EtradeWire.PlaceReply.class);
    var shown = EtradeFigures.listed(Objects.requireNonNull(reply.response()).order());
    var terms = OrderTerms.limit("48.60", TimeInForce.DAY);

    assertThat(EtradePreview.orderId(reply.response())).isEqualTo("701");
    assertThat(repeats(order(BONDS, Side.BUY, "10", terms), shown)).isTrue();
    assertThat(repeats(order(BONDS, Side.BUY, "11", terms), shown)).isFalse();
    assertThat(repeats(order(BONDS, Side.SELL, "10", terms), shown)).isFalse();
    assertThat(repeats(order(Instrument.Equity.us("BND"), Side.BUY, "10", terms), shown)).isFalse();
    assertThat(repeats(order(BONDS, Side.BUY, "10", OrderTerms.market(TimeInForce.DAY)), shown))
        .isFalse();
  }

  private static boolean repeats(NewOrder ours, List<EtradeWire.OrderDetail> shown) {
    return EtradeOrders.repeats(EtradeOrders.request(ours, PositionEffect.AUTOMATIC), shown);
  }

  @Test
  void anOptionOrderSaysWhetherItOpens() {
    var option = Instrument.Option.us(OsiSymbol.parse("AAPL  260619C00250000"));
    var buy = order(option, Side.BUY, "1", OrderTerms.market(TimeInForce.DAY));
    var sell = order(option, Side.SELL, "1", OrderTerms.market(TimeInForce.DAY));

    assertThat(action(buy, PositionEffect.OPEN)).isEqualTo("BUY_OPEN");
    assertThat(action(buy, PositionEffect.CLOSE)).isEqualTo("BUY_CLOSE");
    assertThat(action(sell, PositionEffect.OPEN)).isEqualTo("SELL_OPEN");
    assertThat(action(sell, PositionEffect.CLOSE)).isEqualTo("SELL_CLOSE");
    assertThatThrownBy(() -> action(buy, PositionEffect.AUTOMATIC))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSaleOfSharesSaysWhetherItIsShort() {
    var terms = OrderTerms.market(TimeInForce.DAY);

    assertThat(action(order(BONDS, Side.SELL, "1", terms), PositionEffect.AUTOMATIC))
        .isEqualTo("SELL");
    assertThat(action(order(BONDS, Side.SELL_SHORT, "1", terms), PositionEffect.AUTOMATIC))
        .isEqualTo("SELL_SHORT");
    assertThat(action(order(BONDS, Side.BUY, "1", terms), PositionEffect.CLOSE))
        .isEqualTo("BUY_TO_COVER");
  }

  private static String action(NewOrder order, PositionEffect effect) {
    return EtradeOrders.request(order, effect)
        .order()
        .getFirst()
        .instrument()
        .getFirst()
        .orderAction();
  }

  @Test
  void aTrailIsWrittenWhereOthersHaveTheirStop() {
    var percent = OrderTerms.trailingStop(TrailingOffset.percent("2.5"), TimeInForce.GTC);
    var amount = OrderTerms.trailingStop(TrailingOffset.amount("1.10"), TimeInForce.DAY);

    var one = wire(order(BONDS, Side.SELL, "1", percent));
    var other = wire(order(BONDS, Side.SELL, "1", amount));

    assertThat(one.priceType() + " " + one.stopPrice()).isEqualTo("TRAILING_STOP_PRCT 2.5");
    assertThat(other.priceType() + " " + other.stopPrice()).isEqualTo("TRAILING_STOP_CNST 1.10");
    assertThat(one.limitPrice()).isEmpty();
    assertThat(one.orderTerm()).isEqualTo("GOOD_UNTIL_CANCEL");
  }

  private static EtradeWire.OrderTerms wire(NewOrder order) {
    return EtradeOrders.request(order, PositionEffect.AUTOMATIC).order().getFirst();
  }

  @Test
  void theListShowsWhatWasOrderedAndFilled() {
    var report = published("");

    assertThat(report.brokerOrderId()).isEqualTo("701");
    assertThat(report.clientOrderId()).isNull();
    assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("10");
    assertThat(report.averagePrice()).isEqualByComparingTo("48.59");
    assertThat(Objects.requireNonNull(report.terms()).type()).isEqualTo(OrderType.LIMIT);
    assertThat(report.submittedAt()).isEqualTo("2026-03-03T14:31:02.456Z");
    assertThat(report.updatedAt()).isEqualTo(Published.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, 0, '', NEW",
    "OPEN, 4, '', PARTIALLY_FILLED",
    "PARTIAL, 4, '', PARTIALLY_FILLED",
    "INDIVIDUAL_FILLS, 4, '', PARTIALLY_FILLED",
    "INDIVIDUAL_FILLS, 10, '', FILLED",
    "EXECUTED, 10, '', FILLED",
    "DONE_TRADE_EXECUTED, 10, '', FILLED",
    "CANCEL_REQUESTED, 0, '', PENDING_CANCEL",
    "CANCELLED, 0, '', CANCELED",
    "CANCELLED, 0, 702, REPLACED",
    "EXPIRED, 0, '', EXPIRED",
    "REJECTED, 0, '', REJECTED"
  })
  void everyDocumentedStateHasAWord(
      String status, String filled, String replacedBy, OrderStatus ours) {
    var more = replacedBy.isEmpty() ? "" : "\"replacedByOrderId\":%s,".formatted(replacedBy);

    var report = published(more, status, filled);

    assertThat(report.status()).isEqualTo(ours);
  }

  @Test
  void aStateThatNobodyKnowsIsNoOrder() {
    assertThatThrownBy(() -> published("", "QUANTUM_STATE", "0"))
        .isInstanceOf(UnexpectedReply.class)
        .hasMessageContaining("QUANTUM_STATE");
  }

  @Test
  void termsThatWeHaveNoWordForLeaveTheReportWithout() {
    var text = text().replace("\"LIMIT\"", "\"HIDDEN_STOP\"");

    assertThat(report(text).terms()).isNull();
  }

  @Test
  void theFingerprintIsEveryPartOfTheOrder() {
    var report = published("", "OPEN", "0");
    var terms = OrderTerms.limit("48.60", TimeInForce.DAY);

    assertThat(fits(order(BONDS, Side.BUY, "10", terms), report)).isTrue();
    assertThat(fits(order(BONDS, Side.BUY, "9", terms), report)).isFalse();
    assertThat(fits(order(BONDS, Side.SELL, "10", terms), report)).isFalse();
    assertThat(
            fits(order(BONDS, Side.BUY, "10", OrderTerms.limit("48.61", TimeInForce.DAY)), report))
        .isFalse();
    assertThat(
            fits(order(BONDS, Side.BUY, "10", OrderTerms.limit("48.60", TimeInForce.GTC)), report))
        .isFalse();
    assertThat(fits(order(Instrument.Equity.us("F"), Side.BUY, "10", terms), report)).isFalse();
  }

  private static boolean fits(NewOrder ours, OrderReport theirs) {
    return EtradeOrders.isSameOrder(ours, theirs);
  }

  private static OrderReport published(String more, String status, String filled) {
    return report(
        text()
            .replace("\"status\": \"EXECUTED\"", more + "\"status\": \"%s\"".formatted(status))
            .replace("\"filledQuantity\": 10.0", "\"filledQuantity\": " + filled));
  }

  private static OrderReport published(String more) {
    return published(more, "EXECUTED", "10.0");
  }

  private static String text() {
    return new String(Published.bytes("http_get_orders.json"), StandardCharsets.UTF_8);
  }

  private static OrderReport report(String json) {
    var reply = Json.read(json.getBytes(StandardCharsets.UTF_8), EtradeWire.OrdersReply.class);
    var orders = EtradeFigures.listed(Objects.requireNonNull(reply.response()).order());
    return EtradeOrders.report(ACCOUNT, orders.getFirst(), Published.NOW);
  }
}
