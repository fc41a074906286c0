package io.brokerway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills the gateway while it lays out its schema, cell 20 of the failure table. */
@Tag("faults")
final class MigrationKillTest {
  private static final String ORDER =
      """
      {"user_id": "user_1", "symbol": "AAPL", "side": "BUY", "order_type": "MARKET", "quantity": 1}
      """;

  @Test
  void aSchemaThatWasCutOffIsCompletedByTheNextStart() {
    try (var rig = new Rig()) {
      // In the first migration, in one in the middle of what is left, and in one more.
      for (var passages : new int[] {1, 9, 3}) {
        rig.launchGateway("-Dbrokerway.kill=K14:" + passages);
        rig.gateway().awaitEnd();
        assertThat(rig.gateway().exitCode()).as(rig.gateway().log()).isEqualTo(137);
      }

      rig.startGateway();

      var placed = rig.api().post("/order", ORDER).orElseThrow();
      assertThat(placed.status()).as("%s", placed.body()).isEqualTo(200);
      assertThat(rig.api().get("/health").path("status").asString()).isEqualTo("healthy");
    }
  }
}
