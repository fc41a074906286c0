package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchwabChainTest {

  /** An order entered at a second, which was replaced at another, or works. */
  private static SchwabWire.Order order(
      long id, int enteredAt, int closedAt, String filled, String replacedBy) {
    var json =
        """
        {"orderId":%d,"session":"NORMAL","duration":"DAY","orderType":"LIMIT","price":10,
         "orderStrategyType":"SINGLE","quantity":10,"filledQuantity":%s,"status":"%s",
         "enteredTime":"2026-03-03T15:00:%02d+0000"%s%s,
         "orderLegCollection":[{"instruction":"BUY","quantity":10,
          "instrument":{"assetType":"EQUITY","symbol":"AAPL"}}]}
        """
            .formatted(
                id,
                filled,
                closedAt == 0 ? "WORKING" : "REPLACED",
                enteredAt,
                closedAt == 0
                    ? ""
                    : ",\"closeTime\":\"2026-03-03T15:00:%02d+0000\"".formatted(closedAt),
                replacedBy.isEmpty()
                    ? ""
                    : ",\"replacingOrderCollection\":[{\"orderId\":%s}]".formatted(replacedBy));
    return Json.read(json.getBytes(StandardCharsets.UTF_8), SchwabWire.Order.class);
  }

  @Test
  void theFillsOfAllThatWereReplacedAreCounted() {
    var first = order(1, 1, 20, "4", "2");
    var second = order(2, 20, 40, "1", "3");
    var third = order(3, 40, 0, "2", "");

    assertThat(new SchwabChain(List.of(first, second, third)).filledBefore(third))
        .isEqualByComparingTo("5");
  }

  @Test
  void whereNoSuccessorIsToldItIsTheOneEnteredAsTheOldOneEnded() {
    var first = order(1, 1, 20, "4", "");
    var second = order(2, 21, 0, "0", "");
    var another = order(3, 50, 0, "0", "");
    var chain = new SchwabChain(List.of(first, second, another));

    assertThat(chain.successor(first)).hasValue(second);
    assertThat(chain.filledBefore(second)).isEqualByComparingTo("4");
    assertThat(chain.filledBefore(another)).isZero();
  }

  @Test
  void whatMayHaveReplacedTwoIsCountedByNobody() {
    var first = order(1, 1, 20, "4", "");
    var other = order(2, 2, 20, "3", "");
    var third = order(3, 21, 0, "0", "");

    assertThatThrownBy(() -> new SchwabChain(List.of(first, other, third)).filledBefore(third))
        .isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void twoThatMayFollowAreNoSuccessor() {
    var first = order(1, 1, 20, "4", "");
    var second = order(2, 20, 0, "0", "");
    var third = order(3, 21, 0, "0", "");

    assertThat(new SchwabChain(List.of(first, second, third)).successor(first)).isEmpty();
  }
}
