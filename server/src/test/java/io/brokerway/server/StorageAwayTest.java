package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class StorageAwayTest {
  private static final String ORDER =
      """
      {"user_id": "user_1", "symbol": "AAPL", "side": "BUY", "order_type": "MARKET",
       "quantity": 1}
      """;

  @Test
  void orderWritesAnswer503WithinTwoSecondsUntilTheDatabaseIsBack() throws IOException {
    var settings = TestGateways.settings(Map.of());
    try (var gateway = Gateway.demo(settings)) {
      var api = Api.at(gateway.port());
      // Without this file the server cannot start again.
      var control = inDatabase(settings.home(), "pg_control");
      var hidden = control.resolveSibling("pg_control.hidden");
      Files.move(control, hidden);
      stopDatabase(settings.home());

      var before = System.nanoTime();
      var order = api.post("/order", ORDER);
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

      Files.move(hidden, control);
      assertThat(firstTaken(api).status()).isEqualTo(200);
    }
  }

  /** The first order that is taken again; the last refusal if none is within half a minute. */
  private static Api.Reply firstTaken(Api api) {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      var reply = api.post("/order", ORDER);
      if (reply.status() != 503 || System.nanoTime() > end) {
        return reply;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static void stopDatabase(Path home) throws IOException {
    var pid = Files.readAllLines(inDatabase(home, "postmaster.pid")).getFirst().strip();
    var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    server.destroyForcibly();
    server.onExit().join();
  }

  private static Path inDatabase(Path home, String name) throws IOException {
    try (var files = Files.walk(home)) {
      return files
          .filter(file -> file.endsWith(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + name + " below " + home));
    }
  }
}
