package io.brokerway.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CallRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallMetersTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final CallMeters meters = new CallMeters(metrics);

  @ParameterizedTest
  @CsvSource({
    "200, ok, ok",
    "204, ok, ok",
    "404, http 404, http_4xx",
    "429, http 429, rate_limited",
    "503, http 503, http_5xx",
    "0, not sent: connect failed, not_sent",
    "0, lost: timeout, lost",
    "0, whatever an adapter says, other",
  })
  void timesACallByItsBrokerItsOperationAndHowItEnded(int status, String said, String outcome) {
    meters.record(call("placeOrder", status, said));

    var timer =
        metrics
            .get("brokerway.broker.calls")
            .tags("broker", "alpaca", "operation", "placeOrder", "outcome", outcome)
            .timer();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(12);
  }

  @Test
  void operationsThatAreNoNamesShareOneLabel() {
    meters.record(call("GET /v2/orders/0198c9a4", 200, "ok"));
    meters.record(call("", 200, "ok"));

    assertThat(count("other")).isEqualTo(2);
  }

  @Test
  void anAdapterThatPutsIdsIntoItsOperationsMakesNoEndOfLabels() {
    for (var i = 0; i < 5_000; i++) {
      meters.record(call("order" + i, 200, "ok"));
    }

    assertThat(metrics.get("brokerway.broker.calls").timers()).hasSize(301);
    assertThat(count("other")).isEqualTo(4_700);
  }

  private long count(String operation) {
    return metrics.get("brokerway.broker.calls").tag("operation", operation).timer().count();
  }

  private static CallRecord call(String operation, int status, String outcome) {
    return new CallRecord(
        new BrokerId("alpaca"),
        "connection",
        operation,
        true,
        "POST api.example.com/v2/orders",
        status,
        outcome,
        "",
        Instant.parse("2026-11-23T10:14:59Z"),
        Duration.ofMillis(12),
        100,
        200);
  }
}
