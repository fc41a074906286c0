package io.brokerway.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CallRecord;
import io.brokerway.engine.audit.Verification.Intact;
import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.SettableClock;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CallLogTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private static final SettableClock CLOCK = new SettableClock(Instant.EPOCH);
  private static TestDatabase test;

  @BeforeAll
  static void open() {
    test = TestDatabase.open(CLOCK);
  }

  @BeforeEach
  void empty() {
    test.reset();
    CLOCK.set(Instant.parse("2026-11-23T10:15:00Z"));
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void callsAreStoredAndClosingWritesTheRest() {
    try (var calls = new CallLog(test.database(), metrics)) {
      for (var i = 0; i < 1_200; i++) {
        calls.sink(i % 2 == 0 ? ONE : TWO).accept(call("request-" + i));
      }
    }

    assertThat(texts("SELECT count(*)::TEXT FROM broker_call GROUP BY tenant_id"))
        .containsExactly("600", "600");
    assertThat(dropped()).isZero();
  }

  @Test
  void whatABrokerSentCannotSpoilTheRecord() {
    try (var calls = new CallLog(test.database(), metrics)) {
      calls.sink(ONE).accept(call("a\0b\ud800" + "x".repeat(2_000)));
    }

    assertThat(texts("SELECT request_id FROM broker_call").getFirst())
        .startsWith("a?b?x")
        .hasSize(500);
  }

  @Test
  void anHourThatIsOverIsDigestedOnceAlsoAfterARestart() {
    try (var calls = new CallLog(test.database(), metrics)) {
      calls.sink(ONE).accept(call("1"));
      calls.sink(ONE).accept(call("2"));
    }
    assertThat(digests()).isEmpty();
    CLOCK.advance(Duration.ofHours(1));

    for (var start = 0; start < 2; start++) {
      try (var calls = new CallLog(test.database(), metrics)) {
        Await.until(() -> digests().size() == 1);
        calls.sink(TWO).accept(call("later"));
      }
    }

    assertThat(digests()).singleElement().asString().contains("2026-11-23T10:00:00Z {\"calls\":2,");
    assertThat(new AuditTrail(test.database()).verify(ONE)).isEqualTo(new Intact(ONE, 1));
  }

  @Test
  void aClosedLogDropsAndCounts() {
    var calls = new CallLog(test.database(), metrics);
    calls.close();

    calls.sink(ONE).accept(call("late"));

    assertThat(dropped()).isEqualTo(1);
  }

  private double dropped() {
    return metrics.get("brokerway.broker.calls.unrecorded").counter().count();
  }

  private List<String> digests() {
    return texts(
        "SELECT subject || ' ' || payload FROM log WHERE type = 'broker_calls.digested'"
            + " ORDER BY position");
  }

  private List<String> texts(String sql) {
    return test.database().readSystem(tx -> tx.query(sql, row -> row.getString(1)));
  }

  private static CallRecord call(String requestId) {
    return new CallRecord(
        new BrokerId("alpaca"),
        "connection",
        "placeOrder",
        true,
        "POST api.example.com/v2/orders",
        200,
        "ok",
        requestId,
        Instant.parse("2026-11-23T10:14:59Z"),
        Duration.ofMillis(12),
        100,
        200);
  }
}
