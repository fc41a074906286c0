package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.TimeInForce;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The trade stream of the simulator. */
final class SimulatorStreamTest {
  private final SimulatedAlpaca at = new SimulatedAlpaca();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void aLostConnectionIsMadeAgainAndTellsItsGap() {
    try (var _ = at.listen()) {
      var before = at.events.count();
      var droppedAt = at.gateway.clock().instant();

      at.control("POST", "/alpaca/streams", "{\"action\":\"drop\"}");

      at.events.await(StreamEvents.Down.class, _ -> true, before);
      var gap = at.events.await(StreamEvents.Gap.class, _ -> true, before);
      assertThat(gap.since()).isBetween(droppedAt.minusSeconds(20), at.gateway.clock().instant());
      var placed =
          SimulatedAlpaca.accepted(
              at.place(
                  at.buy("again00001", "1", OrderTerms.limit(at.farBelow(), TimeInForce.DAY))));
      at.events.awaitOrder(placed.brokerOrderId(), OrderStatus.NEW);
    }
  }

  @Test
  void aRevokedKeyEndsTheStream() {
    at.alpaca.revoke(SimulatedAlpaca.KEYS);

    try (var stream = at.broker.openStream(at.events)) {
      at.events.await(StreamEvents.LoginNeeded.class, _ -> true);
      assertThat(stream.isUp()).isFalse();
    }
  }

  @Test
  void aDepositIsHeardThoughTheTradeStreamDoesNotTellIt() {
    try (var _ = at.listen()) {
      at.control(
          "POST",
          "/alpaca/deposits",
          "{\"key_id\":\"%s\",\"amount\":\"250\"}".formatted(SimulatedAlpaca.KEYS.keyId()));

      assertThat(at.events.await(StreamEvents.AccountChanged.class, _ -> true).account())
          .isEqualTo(at.account);
    }
  }
}
