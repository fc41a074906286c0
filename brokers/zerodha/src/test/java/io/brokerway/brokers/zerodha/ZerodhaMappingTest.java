package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.Balance;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  @Test
  void timesAreIndianAndWhole() {
    assertThat(ZerodhaFigures.time("t", "2025-03-10 09:01:12"))
        .isEqualTo(Instant.parse("2025-03-10T03:31:12Z"));
    assertThat(ZerodhaFigures.time("t", null)).isNull();
    assertThat(ZerodhaFigures.time("t", "0001-01-01 00:00:00")).isNull();
    assertThat(ZerodhaFigures.time("t", "1970-01-01 00:00:00")).isNull();
    for (var odd :
        new String[] {
          "2025-03-10",
          "2025-02-30 09:01:12",
          "2025-03-10T09:01:12",
          "soon",
          "2025-03-10 25:01:12",
          "2025-03-1x 09:01:12"
        }) {
      assertThatThrownBy(() -> ZerodhaFigures.time("t", odd))
          .as(odd)
          .isInstanceOf(UnexpectedReply.class);
    }
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
