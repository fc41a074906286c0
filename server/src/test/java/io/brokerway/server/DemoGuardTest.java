package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoGuardTest {
  private final int port = TestGateways.demo().port();
  private final Api api = Api.at(port);

  @Test
  void actsForTheDemoWithoutCredentials() {
    assertThat(api.get("/user/user_1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
  void takesTheNamesOfThisMachine(String host) {
    assertThat(raw("Host: " + host + ":" + port)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.1", "@"})
  void refusesAnyOtherHost(String host) {
    assertThat(raw("Host: " + host + ":" + port)).matches("(?s)HTTP/1.1 4(03|00) .*");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example",
    "null",
    "https://127.0.0.1",
    "http://127.0.0.1:1",
  })
  void refusesAForeignOrigin(String origin) {
    var reply = api.with("Origin", origin).post("/user/", "{}");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FOREIGN_ORIGIN");
  }

  @Test
  void takesItsOwnOrigin() {
    var reply = api.with("Origin", "http://127.0.0.1:" + port).get("/user/user_1");

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void refusesPagesOfOtherSites() {
    assertThat(api.with("Sec-Fetch-Site", "cross-site").get("/user/user_1").status())
        .isEqualTo(403);
  }

  @Test
  void refusesAWrongKeyEvenHere() {
    assertThat(api.withKey("bw_wrong").get("/user/user_1").status()).isEqualTo(401);
  }

  @Test
  void refusesToListenBeyondThisMachine() {
    assertThatThrownBy(() -> Gateway.demo(TestGateways.settings(Map.of("host", "0.0.0.0"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("loopback");
  }

  @Test
  void showsThePartsOfItsHealth() {
    var health = api.get("/health").json();

    assertThat(health.path("database").path("status").asString()).isEqualTo("healthy");
    assertThat(health.path("queue").path("workers_alive").asInt()).isPositive();
    assertThat(health.path("brokers").path("available").toString()).contains("paper");
  }

  private String raw(String header) {
    return api.raw("GET /user/user_1 HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n");
  }
}
