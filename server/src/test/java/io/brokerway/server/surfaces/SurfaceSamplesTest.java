package io.brokerway.server.surfaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.server.Gateway;
import io.brokerway.server.TestGateways;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.DemoLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes every documented call against a demo with a simulated Alpaca, as it stands on its page but
 * for the base address and the ids that the demo made, and compares the answers with the page's.
 * Run with {@code -Dsurfaces.write=true} to store what the gateway now answers.
 */
final class SurfaceSamplesTest {
  private static final Path PAGES = Path.of("../docs/surfaces");
  private static final String BASE = "http://localhost:8000";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** A demo for each way to call: what one did must not be there for the other. */
  private static final Map<Caller, Demo> DEMOS = new EnumMap<>(Caller.class);

  private record Demo(AlpacaSimulator alpaca, Gateway gateway) {
    static Demo start() {
      var alpaca = AlpacaSimulator.start();
      return new Demo(alpaca, SurfaceSamplesTest.gateway(alpaca));
    }

    void stop() {
      gateway.close();
      alpaca.close();
    }
  }

  @BeforeAll
  static void thereAreThreePages() throws IOException {
    try (var pages = Files.list(PAGES)) {
      assertThat(pages.filter(page -> page.toString().endsWith(".md"))).hasSizeGreaterThan(2);
    }
  }

  private static Gateway gateway(AlpacaSimulator alpaca) {
    return Gateway.demo(
        TestGateways.settings(
            Map.ofEntries(
                Map.entry("broker.alpaca.base-url", alpaca.liveUrl().toString()),
                Map.entry("broker.alpaca.paper-base-url", alpaca.paperUrl().toString()),
                Map.entry("broker.alpaca.data-url", alpaca.dataUrl().toString()),
                Map.entry("broker.alpaca.stream-url", alpaca.liveStreamUrl().toString()),
                Map.entry("broker.alpaca.paper-stream-url", alpaca.paperStreamUrl().toString()),
                Map.entry("broker.alpaca.auth-url", alpaca.authorizeUrl().toString()),
                Map.entry("broker.alpaca.token-url", alpaca.tokenUrl().toString()),
                Map.entry("broker.alpaca.client-id", DemoLogins.CLIENT.id()),
                Map.entry("broker.alpaca.client-secret", DemoLogins.CLIENT.secret()),
                Map.entry(
                    "broker.alpaca.redirect-uri", "http://127.0.0.1:8000/oauth/callback/alpaca"))));
  }

  @AfterAll
  static void stop() {
    DEMOS.values().forEach(Demo::stop);
  }

  @ParameterizedTest
  @CsvSource({
    "1-broker-router.md, CURL",
    "1-broker-router.md, HTTP_CLIENT",
    "2-broker-connections.md, CURL",
    "2-broker-connections.md, HTTP_CLIENT",
    "3-brokerage-integrations.md, CURL",
    "3-brokerage-integrations.md, HTTP_CLIENT",
  })
  void everyCallAnswersAsItsPageSays(String name, Caller caller) throws IOException {
    var page = PAGES.resolve(name);
    var ids = new HashMap<String, String>();

    for (var sample : Sample.of(page)) {
      var reply = answer(sample, caller, ids);

      if (Boolean.getBoolean("surfaces.write") && caller == Caller.CURL) {
        store(page, sample, reply, ids);
      } else {
        assertThat(reply.status())
            .as("%s%n%s", sample.command(), reply.body())
            .isEqualTo(sample.status());
        assertThat(differences(sample, reply, ids))
            .as("%s%n%s", sample.command(), reply.body())
            .isEmpty();
      }
    }
  }

  /** The answer; that to a question is waited for until it is as the page says. */
  private static Caller.Reply answer(Sample sample, Caller caller, Map<String, String> ids) {
    var command = withIds(sample.command().replace(BASE, base(caller)), ids);
    if (command.contains("-X DELETE") && command.contains("/orders/")) {
      awaitCalm(caller, command.replace("-X DELETE ", ""));
    }
    var end = System.nanoTime() + patience().toNanos();
    while (true) {
      var reply = caller.call(command);
      var alike =
          reply.status() == sample.status()
              && differences(sample, reply, new HashMap<>(ids)).isEmpty();
      if (alike || !sample.isQuestion() || System.nanoTime() > end) {
        return reply;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** The change before it may still be on its way: its end decides which state the cancel shows. */
  private static void awaitCalm(Caller caller, String look) {
    var end = System.nanoTime() + patience().toNanos();
    while (status(caller.call(look)).startsWith("PENDING_") && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Its own, not those of its history. */
  private static String status(Caller.Reply order) {
    return JSON.readTree(order.body()).path("status").asString("");
  }

  /** When answers are stored they cannot be like what is stored: a fill and a sync fit in. */
  private static Duration patience() {
    return Duration.ofSeconds(Boolean.getBoolean("surfaces.write") ? 7 : 20);
  }

  private static List<String> differences(
      Sample sample, Caller.Reply reply, Map<String, String> ids) {
    return Likeness.differences(JSON.readTree(sample.answer()), JSON.readTree(reply.body()), ids);
  }

  private static String withIds(String text, Map<String, String> ids) {
    var filled = text;
    for (var id : ids.entrySet()) {
      filled = filled.replace(id.getKey(), id.getValue());
    }
    return filled;
  }

  private static String base(Caller caller) {
    var demo = DEMOS.computeIfAbsent(caller, key -> Demo.start());
    return "http://localhost:" + demo.gateway().port();
  }

  /** Puts an answer in the place of the sample's, with the ids that the page uses. */
  private static void store(Path page, Sample sample, Caller.Reply reply, Map<String, String> ids)
      throws IOException {
    var answer = JSON.readTree(reply.body());
    differences(sample, reply, ids);
    var text = JSON.writeValueAsString(answer);
    for (var id : ids.entrySet()) {
      text = text.replace(id.getValue(), id.getKey());
    }
    var fence = "```json%s%n%s%n```";
    var before =
        fence.formatted(sample.status() == 200 ? "" : " " + sample.status(), sample.answer());
    var after = fence.formatted(reply.status() == 200 ? "" : " " + reply.status(), text);
    var whole = Sample.read(page);
    var at = whole.indexOf(before, whole.indexOf(sample.command()));
    Files.writeString(page, whole.substring(0, at) + after + whole.substring(at + before.length()));
  }
}
