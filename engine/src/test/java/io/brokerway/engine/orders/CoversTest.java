package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.Side;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buying back a short position in an account that could not pay for a purchase. */
final class CoversTest {
  private OrderRig rig;

  @BeforeEach
  void open() {
    rig = new OrderRig();
    rig.balance("100", OrderRig.CLOCK.instant().plusSeconds(2));
    rig.venues.held = new BigDecimal("-10");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aShortIsBoughtBackWithoutBuyingPower() {
    var order = rig.placed("whole", OrderRig.limit(Side.BUY, "10", "50"));

    assertThat(order.refusals()).isEmpty();
  }

  @Test
  void whatGoesBeyondTheShortIsPaidFor() {
    var beyond = rig.place("beyond", OrderRig.limit(Side.BUY, "13", "50"));
    var payable = rig.place("payable", OrderRig.limit(Side.BUY, "12", "50"));

    assertThat(beyond.state()).isEqualTo(OrderState.DENIED);
    assertThat(beyond.refusals().getFirst().code())
        .isEqualTo(Refusal.Code.INSUFFICIENT_BUYING_POWER);
    assertThat(beyond.refusals().getFirst().sentence()).contains("needs 150 USD and 100 USD");
    assertThat(payable.state()).isNotEqualTo(OrderState.DENIED);
  }

  @Test
  void aShortIsCoveredOnce() {
    rig.placed("first", OrderRig.limit(Side.BUY, "8", "50"));

    var second = rig.place("second", OrderRig.limit(Side.BUY, "8", "50.01"));
    var rest = rig.place("rest", OrderRig.limit(Side.BUY, "2", "50"));

    assertThat(second.state()).isEqualTo(OrderState.DENIED);
    assertThat(rest.state()).isNotEqualTo(OrderState.DENIED);
  }

  @Test
  void previewSaysTheSame() {
    var preview =
        rig.orders
            .desk()
            .preview(rig.caller(), rig.account.account(), OrderRig.limit(Side.BUY, "10", "50"));

    assertThat(preview.verdict().refusals()).isEmpty();
  }

  @Test
  void aLongPositionCoversNothing() {
    rig.venues.held = new BigDecimal("10");

    var order = rig.place("long", OrderRig.limit(Side.BUY, "10", "50"));

    assertThat(order.state()).isEqualTo(OrderState.DENIED);
  }
}
