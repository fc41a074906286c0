package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.Balance;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ZerodhaMappingTest {

  @Test
  void fundsAreThoseThatCanBeSpentNow() {
    var balance = balance("", "");

    assertThat(balance.currency().code()).isEqualTo("INR");
    assertThat(balance.cash()).isEqualByComparingTo("87495");
    assertThat(balance.buyingPower()).isEqualByComparingTo("87495");
    assertThat(balance.margin().initial()).isEqualByComparingTo("12505");
    assertThat(balance.totalValue()).isNull();
    assertThat(balance.further()).containsEntry("opening_balance", "100000.0");
  }

  @Test
  void aSegmentThatIsOffCountsForNothing() {
    var on =
        balance(
            "\"commodity\":{\"enabled\":false,\"net\":0",
            "\"commodity\":{\"enabled\":true,\"net\":500");

    assertThat(on.buyingPower()).isEqualByComparingTo("87995");
  }

  @Test
  void withoutItsFiguresThereIsNoBalance() {
    assertThatThrownBy(() -> balance("\"equity\"", "\"nothing\""))
        .isInstanceOf(UnexpectedReply.class);
    assertThatThrownBy(() -> balance("\"net\":87495.0,", "")).isInstanceOf(UnexpectedReply.class);
  }

  private static Balance balance(String what, String with) {
    var text = WireFile.text("http_get_margins.json");
    assertThat(text).contains(what);
    var reply =
        Json.read(
            text.replace(what, with).getBytes(StandardCharsets.UTF_8),
            ZerodhaWire.MarginsReply.class);
    return ZerodhaMapping.balance(Objects.requireNonNull(reply.data()));
  }
}
