package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} tells after an order was placed, one denied and one request refused. */
final class MetricsTest {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Api API = Api.at(TestGateways.demo().port());

  private static String user = "";
  private static String metrics = "";

  @BeforeAll
  static void tradeAndScrape() {
    var made =
        API.post(
            "/user/",
            "{\"username\": \"m-%s\", \"initial_balance\": 10000.0}".formatted(UUID.randomUUID()));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    user = made.field("id");
    var order = order("1");
    assertThat(order.status()).as(order.text()).isEqualTo(200);
    API.until(
        "/order/" + order.field("id"), json -> json.path("status").asString().equals("FILLED"));
    assertThat(order("900000").code()).isEqualTo("ORDER_DENIED");
    API.get("/no/such/" + UUID.randomUUID());
    metrics = API.get("/metrics").text();
  }

  @Test
  void countsOrdersAndTheReasonsOfDeniedOnes() {
    assertThat(value("brokerway_orders_total{broker=\"paper\",result=\"accepted\"}")).isPositive();
    assertThat(value("brokerway_orders_total{broker=\"paper\",result=\"denied\"}")).isPositive();
    assertThat(
            value(
                "brokerway_orders_refusals_total"
                    + "{broker=\"paper\",reason=\"INSUFFICIENT_BUYING_POWER\"}"))
        .isPositive();
  }

  @Test
  void countsWhatBecameOfCommands() {
    assertThat(
            value(
                "brokerway_commands_total"
                    + "{broker=\"paper\",kind=\"place\",outcome=\"accepted\"}"))
        .isPositive();
  }

  @Test
  void timesAcceptedOrdersToTheirFirstByteInBuckets() {
    var count = value("brokerway_order_first_byte_seconds_count{broker=\"paper\"}");

    assertThat(count).isPositive();
    assertThat(value("brokerway_order_first_byte_seconds_bucket{broker=\"paper\",le=\"+Inf\"}"))
        .isEqualTo(count);
    assertThat(metrics)
        .contains("brokerway_order_first_byte_seconds_bucket{broker=\"paper\",le=\"0.05\"}");
    assertThat(value("brokerway_order_first_byte_seconds_sum{broker=\"paper\"}")).isPositive();
  }

  @Test
  void tellsOfTheWriterTheSyncsTheConnectionsAndTheQueue() {
    assertThat(value("brokerway_writer_batch_size_count")).isPositive();
    assertThat(value("brokerway_writer_batches_seconds_count{result=\"stored\"}")).isPositive();
    assertThat(value("brokerway_writer_waiting")).isNotNegative();
    assertThat(value("brokerway_sync_runs_seconds_count{broker=\"paper\",result=\"ok\"}"))
        .isPositive();
    assertThat(value("brokerway_connections{broker=\"paper\",state=\"connected\"}")).isPositive();
    assertThat(value("brokerway_connections{broker=\"alpaca\",state=\"needs_login\"}")).isZero();
    assertThat(value("brokerway_queue_depth")).isNotNegative();
    assertThat(value("brokerway_queue_oldest_age_seconds")).isNotNegative();
    assertThat(value("brokerway_queue_unresolved")).isNotNegative();
    assertThat(value("brokerway_broker_calls_unrecorded_total")).isZero();
  }

  @Test
  void timesRequestsByTheTemplateOfTheirRoute() {
    assertThat(
            value(
                "brokerway_http_requests_seconds_count"
                    + "{method=\"GET\",route=\"/order/{id}\",status=\"200\"}"))
        .isPositive();
    assertThat(
            value(
                "brokerway_http_requests_seconds_count"
                    + "{method=\"POST\",route=\"/order\",status=\"422\"}"))
        .isPositive();
    assertThat(
            value(
                "brokerway_http_requests_seconds_count"
                    + "{method=\"GET\",route=\"none\",status=\"404\"}"))
        .isPositive();
  }

  @Test
  void holdsNoIds() {
    assertThat(metrics).doesNotContain(user);
    assertThat(UUID_TEXT.matcher(metrics).find()).isFalse();
  }

  @Test
  void everyMetricIsDocumentedAndEveryDocumentedOneIsThere() throws IOException {
    var page = Files.readString(Path.of("../docs/metrics.md"));
    var documented =
        Pattern.compile("(?m)^\\| `(brokerway_[a-z_]+)`")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    // Paper accounts need no network: calls to brokers are tested where they are recorded.
    documented.remove("brokerway_broker_calls_seconds");

    assertThat(families()).isEqualTo(documented);
  }

  private static Set<String> families() {
    return Pattern.compile("(?m)^# TYPE (brokerway_[a-z_]+) [a-z]+$")
        .matcher(metrics)
        .results()
        .map(match -> match.group(1))
        // The greatest value of late is a gauge of its own.
        .filter(name -> !name.endsWith("_max"))
        .filter(name -> !name.equals("brokerway_broker_calls_seconds"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double value(String series) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + metrics));
  }

  private static Api.Reply order(String quantity) {
    return API.post(
        "/order",
        "{\"user_id\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"BUY\", \"order_type\": \"MARKET\", \"quantity\": %s}"
            .formatted(user, quantity));
  }
}
