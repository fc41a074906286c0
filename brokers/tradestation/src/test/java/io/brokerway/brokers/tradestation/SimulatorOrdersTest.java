package io.brokerway.brokers.tradestation;

import static io.brokerway.brokers.tradestation.SimulatedTradeStation.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders at the simulated TradeStation, where the suite does not look. */
final class SimulatorOrdersTest {
  private static final OrderTerms MARKET = OrderTerms.market(TimeInForce.DAY);
  private static final String PLACE = "/sim/v3/orderexecution/orders";

  private final SimulatedTradeStation scene = new SimulatedTradeStation();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aResendThatIsRefusedForAnyReasonIsTheFirstOrderIfThatArrived() {
    var order = scene.buy("resent", 3, resting());
    var attempt = Attempt.unguarded();
    scene.tradeStation.spoil(
        Fault.afterAccepting("tradestation", "POST", PLACE, new Answer.Reset()));
    var lost = scene.broker.placeOrder(order, attempt);
    refuse("Order failed. Reason: some text that no table has.");

    var again = scene.broker.placeOrder(order, attempt);

    assertThat(lost).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(accepted(again))
        .isEqualTo(scene.tradeStation.ledger().getFirst().path("order_id").asString());
    assertThat(scene.tradeStation.ledger()).hasSize(1);
  }

  @Test
  void aFirstTryThatIsRefusedIsBelieved() {
    refuse("Order failed. Reason: You do not have enough buying power for this order.");

    var outcome = scene.broker.placeOrder(scene.buy("refused", 3, resting()), Attempt.unguarded());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS));
  }

  @Test
  void aFailureAmongTheOrdersOfAGoodAnswerIsARefusal() {
    spoil(
        """
        {"Orders":[{"OrderID":"1","Error":"FAILED","Message":"EC601: You are short 5 shares."}]}
        """);

    var outcome = scene.broker.placeOrder(scene.buy("hidden", 3, resting()), Attempt.unguarded());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_POSITION));
  }

  @Test
  void aBuyOfWhatIsShortCoversWithoutBeingTold() {
    accepted(place("short", Side.SELL_SHORT, 5));

    accepted(place("cover", Side.BUY, 5));

    assertThat(scene.tradeStation.ledger())
        .extracting(entry -> entry.path("trade_action").asString())
        .containsExactly("SELLSHORT", "BUYTOCOVER");
    assertThat(scene.broker.fetchPositions(scene.account).value()).isEmpty();
  }

  @Test
  void bothExitsOfAPairAreCanceledTogether() {
    accepted(place("bought", Side.BUY, 4));
    var pair =
        new NewOrder(
            scene.account,
            "pair",
            OrderClass.OCO,
            SimulatedTradeStation.AAPL,
            Side.SELL,
            PositionEffect.AUTOMATIC,
            OrderQuantity.units("4"),
            OrderTerms.limit(scene.price("1.5"), TimeInForce.GTC),
            List.of(),
            ExitOrder.takeProfit(new BigDecimal(scene.price("1.5"))),
            ExitOrder.stopLoss(new BigDecimal(scene.price("0.5")), null),
            null,
            false,
            Map.of());
    var id = accepted(scene.broker.placeOrder(pair, Attempt.unguarded()));
    var ref =
        new OrderRef(
            scene.account, "pair", id, pair, scene.tradeStation.clock().instant(), Set.of());
    var working = found(ref);

    accepted(scene.broker.cancelOrder(ref, Attempt.unguarded()));

    assertThat(working.orderClass()).isEqualTo(OrderClass.OCO);
    assertThat(working.legs()).hasSize(1);
    assertThat(found(ref).status()).isEqualTo(OrderStatus.CANCELED);
    assertThat(found(ref).legs())
        .allSatisfy(leg -> assertThat(leg.status()).isEqualTo(OrderStatus.CANCELED));
  }

  @Test
  void ordersOfBothListsComeOnceAndTheirTransactionsToo() {
    accepted(place("one", Side.BUY, 1));
    accepted(place("two", Side.BUY, 2));
    accepted(scene.broker.placeOrder(scene.buy("open", 3, resting()), Attempt.unguarded()));

    var orders =
        scene.broker.fetchOrders(scene.account, OrderQuery.allSince(Instant.EPOCH)).value();
    var rows =
        scene
            .broker
            .fetchTransactions(scene.account, io.brokerway.broker.account.TransactionQuery.all())
            .value()
            .transactions();

    assertThat(orders).extracting(OrderReport::brokerOrderId).doesNotHaveDuplicates().hasSize(3);
    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(row -> {
          assertThat(row.brokerId()).isEqualTo(row.brokerOrderId() + ":0");
          assertThat(row.cumulativeQuantity()).isEqualByComparingTo(row.quantity());
        });
  }

  private OrderReport found(OrderRef ref) {
    return ((Lookup.Found) scene.broker.findOrder(ref)).report();
  }

  private CommandOutcome place(String id, Side side, int quantity) {
    var order =
        NewOrder.simple(
            scene.account,
            id,
            SimulatedTradeStation.AAPL,
            side,
            OrderQuantity.units(String.valueOf(quantity)),
            MARKET);
    return scene.broker.placeOrder(order, Attempt.unguarded());
  }

  private OrderTerms resting() {
    return OrderTerms.limit(scene.price("0.5"), TimeInForce.DAY);
  }

  private void refuse(String message) {
    spoil("{\"Errors\":[{\"Error\":\"FAILED\",\"Message\":\"%s\"}]}".formatted(message));
  }

  private void spoil(String body) {
    scene.tradeStation.spoil(
        Fault.withoutAccepting(
            "tradestation", "POST", PLACE, new Answer.Status(200, "application/json", body)));
  }
}
