package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.DemoLogins;
import io.brokerway.simulators.alpaca.KeyPair;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * A gateway beside a simulator of Alpaca that another hand wrote; all tests of this JVM share it.
 */
final class AlpacaHouse {
  /** The page that is registered; the gateway of the tests has another port. */
  static final String PAGE = "http://127.0.0.1:8000/oauth/callback/alpaca";

  static final AlpacaSimulator ALPACA =
      AlpacaSimulator.start(
          SimulatorClock.ticking(Clock.systemUTC()),
          ThinPrices.of(Tape.of(TapeConfig.alwaysOpen())));

  private static final Gateway GATEWAY = Gateway.serve(TestGateways.settings(settings()));

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              GATEWAY.close();
              ALPACA.close();
            }));
  }

  private AlpacaHouse() {}

  /** Whoever has no key. */
  static Api anybody() {
    return Api.at(GATEWAY.port());
  }

  /** An application with all scopes. */
  static Api application() {
    return anybody().withKey(GATEWAY.firstKey().orElseThrow());
  }

  /** A new user, for whom an application acts. */
  static Api user() {
    var admin = application();
    var name = "user-" + UUID.randomUUID();
    var made =
        admin.post(
            "/api/v1/users",
            "{\"username\": \"%s\", \"externalId\": \"%s\"}".formatted(name, name));
    assertThat(made.status()).as(made.text()).isLessThan(300);
    return admin.with("Brokerway-User", name);
  }

  /** Connects an account of Alpaca's by its keys; our id of it. */
  static String connect(Api user, KeyPair keys) {
    var connected =
        user.post(
            "/api/v1/connections",
            """
            {"brokerId": "alpaca", "loginOption": "api-key", "environment": "PAPER",
             "fields": {"api_key": "%s", "api_secret": "%s"}}
            """
                .formatted(keys.keyId(), keys.secret()));
    assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    user.post(
        "/api/v1/connections/"
            + connected.json().path("connection").path("id").asString()
            + "/sync",
        "{}");
    return user.get("/api/v1/accounts").json().path("items").get(0).path("id").asString();
  }

  private static Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("requests-per-minute-application", "0"),
        Map.entry("broker.alpaca.base-url", ALPACA.liveUrl().toString()),
        Map.entry("broker.alpaca.paper-base-url", ALPACA.paperUrl().toString()),
        Map.entry("broker.alpaca.data-url", ALPACA.dataUrl().toString()),
        Map.entry("broker.alpaca.stream-url", ALPACA.liveStreamUrl().toString()),
        Map.entry("broker.alpaca.paper-stream-url", ALPACA.paperStreamUrl().toString()),
        Map.entry("broker.alpaca.auth-url", ALPACA.authorizeUrl().toString()),
        Map.entry("broker.alpaca.token-url", ALPACA.tokenUrl().toString()),
        Map.entry("broker.alpaca.client-id", DemoLogins.CLIENT.id()),
        Map.entry("broker.alpaca.client-secret", DemoLogins.CLIENT.secret()),
        Map.entry("broker.alpaca.redirect-uri", PAGE));
  }
}
