package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.orders.core.OrderLife;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The orders that a broker makes for exits and legs. */
final class PartsTest {
  private static final Instant NOW = Instant.parse("2026-03-03T15:00:00Z");
  private static final AccountRef ACCOUNT =
      new AccountRef(
          new ConnectionRef(
              new Owner(new TenantId("tenant"), new UserId("user_1")),
              new UUID(1, 1),
              new BrokerId("scripted"),
              Environment.PAPER),
          new UUID(1, 2),
          new AccountKey("A1"),
          Environment.PAPER,
          CurrencyCode.USD,
          () -> {
            throw new IllegalStateException("nobody asks");
          });

  @ParameterizedTest
  @CsvSource({
    "SIMPLE, LIMIT, EXTERNAL",
    "SIMPLE, STOP, EXTERNAL",
    "BRACKET, LIMIT, PART",
    "BRACKET, STOP, ALTERNATIVE_PART",
    "OCO, STOP, ALTERNATIVE_PART",
    "OTO, STOP, PART",
    "MULTI_LEG, LIMIT, PART",
  })
  void whatAPartIsCalledSaysWhetherItSharesItsUnits(
      OrderClass orderClass, String type, OrderOrigin origin) {
    assertThat(row(orderClass, terms(type)).origin()).isEqualTo(origin);
  }

  @Test
  void exitsThatWaitOrStandInForAnotherBindNothing() {
    var takeProfit = row(OrderClass.BRACKET, terms("LIMIT"));
    var stopLoss = row(OrderClass.BRACKET, terms("STOP"));
    var stranger = row(OrderClass.SIMPLE, terms("STOP"));

    assertThat(bound(takeProfit, OrderState.SUSPENDED)).isZero();
    assertThat(bound(takeProfit, OrderState.NEW)).isEqualByComparingTo("5");
    assertThat(bound(stopLoss, OrderState.SUSPENDED)).isZero();
    assertThat(bound(stopLoss, OrderState.NEW)).isZero();
    assertThat(bound(stranger, OrderState.NEW)).isEqualByComparingTo("5");
  }

  private static BigDecimal bound(OrderRow order, OrderState state) {
    var life = OrderLife.begun(state, Side.SELL, order.spec().units(), BigDecimal.ZERO, 1, NOW);
    return Sells.bound(order, life, List.of());
  }

  private static OrderTerms terms(String type) {
    return type.equals("STOP")
        ? OrderTerms.stop("90", TimeInForce.GTC)
        : OrderTerms.limit("110", TimeInForce.GTC);
  }

  private static OrderRow row(OrderClass orderClass, OrderTerms terms) {
    var report =
        new OrderReport(
            ACCOUNT.brokerKey(),
            "B1",
            null,
            orderClass,
            Instrument.Equity.us("AAPL"),
            Side.SELL,
            terms,
            new BigDecimal(5),
            null,
            OrderStatus.NEW,
            BigDecimal.ZERO,
            null,
            null,
            null,
            "",
            NOW,
            NOW,
            List.of());
    return ExternalOrders.of(ACCOUNT, report, new UUID(1, 3), NOW).orElseThrow();
  }
}
