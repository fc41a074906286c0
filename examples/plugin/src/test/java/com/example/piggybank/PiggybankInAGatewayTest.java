package com.example.piggybank;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.Gateway;
import io.brokerway.server.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real gateway takes the jar from its folder of plugins, by digest, and its users connect. */
final class PiggybankInAGatewayTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path home = Path.of(".");

  @Test
  void aUserOfTheGatewayConnectsAndSeesTheAccount() throws Exception {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(PluginJar.FILE, Files.createDirectory(home.resolve("plugins")).resolve("pig.jar"));

    try (var broker = new PiggybankSimulated(PluginJar.adapter());
        var gateway = gateway(broker.baseUrl());
        var http = HttpClient.newHttpClient()) {
      var account = broker.openAccount(new BigDecimal("12.50"));
      account.hold("AAPL", "3");
      var api = new Api(http, gateway.port(), gateway.firstKey().orElseThrow());
      api.post("/api/v1/users", "{\"username\": \"ann\", \"externalId\": \"ann\"}");

      var connected =
          api.post(
              "/api/v1/connections",
              "{\"brokerId\": \"piggybank\", \"fields\": {\"token\": \"%s\"}}"
                  .formatted(account.token()));

      var connection = connected.path("connection").path("id").asString();
      api.post("/api/v1/connections/" + connection + "/sync", "{}");
      var shown = api.get("/api/v1/accounts").path("items").get(0).path("id").asString();
      assertThat(api.get("/api/v1/accounts/" + shown + "/balances").path("cash").asString())
          .isEqualTo("12.50");
      var position = api.get("/api/v1/accounts/" + shown + "/positions").path("items").get(0);
      assertThat(position.path("instrument").path("symbol").asString()).isEqualTo("AAPL");
      assertThat(position.path("quantity").asString()).isEqualTo("3");
      assertThat(api.get("/health").path("plugins").path("loaded").get(0).asString())
          .isEqualTo("pig.jar");
    }
  }

  private Gateway gateway(URI base) {
    var flags =
        Map.of(
            "home",
            home.toString(),
            "port",
            "0",
            "plugin-digests",
            PluginJar.digest().hex(),
            "broker.piggybank.base-url",
            base.toString());
    var adapters = Plugins.load(Settings.plugins(flags, Map.of()), Brokers.onClassPath());
    return Gateway.serve(Settings.read(flags, Map.of(), adapters), adapters);
  }

  /** The gateway's API, with the admin key, for the user Ann. */
  private record Api(HttpClient http, int port, String key) {
    JsonNode get(String path) throws IOException, InterruptedException {
      return send(path, HttpRequest.newBuilder().GET());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
      return send(
          path,
          HttpRequest.newBuilder()
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode send(String path, HttpRequest.Builder request)
        throws IOException, InterruptedException {
      request.uri(URI.create("http://127.0.0.1:" + port + path)).header("X-API-Key", key);
      if (!path.equals("/api/v1/users")) {
        request.header("Brokerway-User", "ann");
      }
      var reply = http.send(request.build(), BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
      return JSON.readTree(reply.body());
    }
  }
}
