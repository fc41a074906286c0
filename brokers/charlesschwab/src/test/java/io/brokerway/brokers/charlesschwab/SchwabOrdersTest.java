package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchwabOrdersTest {
  private static final AccountKey ACCOUNT = new AccountKey("70001234");

  private static SchwabWire.Order wire(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), SchwabWire.Order.class);
  }

  private static String filled() {
    return WireFile.text("http_get_order_filled.json");
  }

  private static OrderReport report(String json) {
    return SchwabOrders.report(ACCOUNT, wire(json));
  }

  @Test
  void aFilledOrderIsReadWhole() {
    var report = report(filled());

    assertThat(report.brokerOrderId()).isEqualTo("1000234567890");
    assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(report.side()).isEqualTo(Side.BUY);
    assertThat(Objects.requireNonNull(report.terms()).type()).isEqualTo(OrderType.LIMIT);
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("10");
    assertThat(report.averagePrice()).isEqualByComparingTo("48.59");
    assertThat(report.updatedAt()).isEqualTo(Instant.parse("2026-03-03T14:46:04Z"));
    assertThat(SchwabOrders.executions(ACCOUNT, wire(filled())))
        .singleElement()
        .satisfies(fill -> {
          assertThat(fill.cumulativeQuantity()).isEqualByComparingTo("10");
          assertThat(fill.price()).isEqualByComparingTo("48.59");
        });
  }

  @Test
  void anExecutionOfACancelIsNoFill() {
    var canceled =
        filled()
            .replace("\"executionType\":\"FILL\"", "\"executionType\":\"CANCELED\"")
            .replace("\"filledQuantity\":10.0", "\"filledQuantity\":0.0")
            .replace("\"status\":\"FILLED\"", "\"status\":\"CANCELED\"");

    assertThat(SchwabOrders.executions(ACCOUNT, wire(canceled))).isEmpty();
    assertThat(report(canceled).averagePrice()).isNull();
    assertThat(report(canceled).status()).isEqualTo(OrderStatus.CANCELED);
  }

  @ParameterizedTest
  @CsvSource({
    "NEW, NEW",
    "ACCEPTED, NEW",
    "WORKING, NEW",
    "QUEUED, NEW",
    "PENDING_ACTIVATION, NEW",
    "AWAITING_RELEASE_TIME, NEW",
    "AWAITING_STOP_CONDITION, NEW",
    "AWAITING_PARENT_ORDER, SUSPENDED",
    "AWAITING_CONDITION, SUSPENDED",
    "AWAITING_MANUAL_REVIEW, PENDING_NEW",
    "PENDING_ACKNOWLEDGEMENT, PENDING_NEW",
    "PENDING_CANCEL, PENDING_CANCEL",
    "AWAITING_UR_OUT, PENDING_CANCEL",
    "PENDING_RECALL, PENDING_CANCEL",
    "PENDING_REPLACE, PENDING_REPLACE",
    "FILLED, FILLED",
    "CANCELED, CANCELED",
    "REPLACED, REPLACED",
    "REJECTED, REJECTED",
    "EXPIRED, EXPIRED",
  })
  void everyStatusHasItsOwn(String theirs, OrderStatus ours) {
    var json =
        filled()
            .replace("\"status\":\"FILLED\"", "\"status\":\"%s\"".formatted(theirs))
            .replace("\"filledQuantity\":10.0", "\"filledQuantity\":0.0");

    assertThat(report(json).status()).isEqualTo(ours);
  }

  @Test
  void aWorkingOrderOfWhichSomeIsFilledSaysSo() {
    var json =
        filled()
            .replace("\"status\":\"FILLED\"", "\"status\":\"WORKING\"")
            .replace("\"remainingQuantity\":0.0", "\"remainingQuantity\":4.0")
            .replace("\"filledQuantity\":10.0", "\"filledQuantity\":6.0");

    assertThat(report(json).status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNKNOWN", "QUANTUM_STATE"})
  void aStatusThatSaysNothingIsNeverGuessed(String status) {
    var json = filled().replace("\"status\":\"FILLED\"", "\"status\":\"%s\"".formatted(status));

    assertThatThrownBy(() -> report(json)).isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void termsWithoutAWordOfOursAreLeftOut() {
    var json = filled().replace("\"duration\":\"DAY\"", "\"duration\":\"END_OF_WEEK\"");

    assertThat(report(json).terms()).isNull();
    assertThat(report(json).status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void fillsOfOneSecondAreInTheOrderOfTheirIds() {
    var activity =
        "{\"activityType\":\"EXECUTION\",\"activityId\":%d,\"executionType\":\"FILL\",\"executionLegs\":"
            + "[{\"legId\":1,\"quantity\":%d,\"price\":1,\"time\":\"2026-03-03T14:46:04+0000\"}]}";
    var json =
        filled().replaceFirst("\"orderActivityCollection\":.*\n.*", "")
            + "\"orderActivityCollection\":[%s,%s]}"
                .formatted(activity.formatted(9, 6), activity.formatted(8, 4));

    assertThat(SchwabOrders.fills(wire(json)))
        .extracting(fill -> fill.cumulative().intValueExact())
        .containsExactly(4, 10);
  }
}
