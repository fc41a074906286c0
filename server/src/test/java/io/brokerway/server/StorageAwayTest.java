package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StorageAwayTest {

  @Test
  void orderWritesAnswer503WithinTwoSecondsAndReadsTellTheirState() throws IOException {
    var settings = TestGateways.settings(Map.of());
    try (var gateway = Gateway.demo(settings)) {
      var api = Api.at(gateway.port());
      stopDatabase(settings.home());

      var before = System.nanoTime();
      var order =
          api.post(
              "/order",
              """
              {"user_id": "user_1", "symbol": "AAPL", "side": "BUY", "order_type": "MARKET",
               "quantity": 1}
              """);
      var took = Duration.ofNanos(System.nanoTime() - before);

      assertThat(order.status()).as(order.text()).isEqualTo(503);
      assertThat(order.code()).isEqualTo("STORAGE_UNAVAILABLE");
      assertThat(order.header("Retry-After")).isEqualTo("1");
      assertThat(took).isLessThan(Duration.ofSeconds(4));
      var health = api.get("/health");
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.field("status")).isEqualTo("unhealthy");
      var metrics = api.get("/metrics");
      assertThat(metrics.status()).isEqualTo(200);
      assertThat(metrics.text()).contains("brokerway_queue_depth NaN");
    }
  }

  private static void stopDatabase(java.nio.file.Path home) throws IOException {
    try (var files = Files.walk(home)) {
      var pidFile =
          files
              .filter(file -> file.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no server below " + home));
      var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      var server = ProcessHandle.of(pid).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();
    }
  }
}
