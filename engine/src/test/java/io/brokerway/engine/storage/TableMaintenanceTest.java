package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TableMaintenanceTest {
  private static final TenantId ONE = new TenantId("one");

  @Test
  void partitionsAreMadeAheadAndRowsOfTheDefaultOneMove() {
    var clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    try (var test = TestDatabase.open(clock)) {
      clock.advance(java.time.Duration.ofDays(120));
      test.database()
          .inTenant(
              ONE,
              tx -> {
                tx.append(new Fact(ONE, null, null, "test.late", "x", 0, "test", 1, "{}"));
                return true;
              });

      var before = countOf(test, "log_default");
      maintain(test, clock.instant());

      assertThat(before).isEqualTo(1);
      assertThat(countOf(test, "log_default")).isZero();
      assertThat(countOf(test, "log_2027_03")).isEqualTo(1);
    }
  }

  @Test
  void callsOlderThanAMonthAreDropped() {
    var clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    try (var test = TestDatabase.open(clock)) {
      assertThat(partitionsOfCalls(test)).contains("broker_call_2026_11_23");

      maintain(test, Instant.parse("2026-12-24T10:00:00Z"));
      var kept = partitionsOfCalls(test);
      maintain(test, Instant.parse("2026-12-25T10:00:00Z"));

      assertThat(kept).contains("broker_call_2026_11_23", "broker_call_2026_12_26");
      assertThat(partitionsOfCalls(test))
          .doesNotContain("broker_call_2026_11_23")
          .contains("broker_call_2026_11_24", "broker_call_default");
    }
  }

  @Test
  void monthsOfSyncRunsAreDroppedAfterAYearButTheNewestRunOfEachAccountStays() {
    var clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    try (var test = TestDatabase.open(clock)) {
      var quiet = test.database().ids().next();
      var busy = test.database().ids().next();
      maintainRuns(test, clock.instant());
      run(test, quiet, clock.instant());
      run(test, quiet, clock.instant().plusSeconds(300));
      run(test, busy, clock.instant());
      maintainRuns(test, Instant.parse("2027-11-05T10:00:00Z"));
      assertThat(runs(test)).hasSize(3);
      run(test, busy, Instant.parse("2027-11-05T10:00:00Z"));

      maintainRuns(test, Instant.parse("2027-12-05T10:00:00Z"));
      var kept = runs(test);
      run(test, quiet, Instant.parse("2027-12-05T10:00:00Z"));
      maintainRuns(test, Instant.parse("2027-12-05T11:00:00Z"));

      assertThat(kept)
          .containsExactly(quiet + " 2026-11-23 10:05:00+00", busy + " 2027-11-05 10:00:00+00");
      assertThat(runs(test))
          .containsExactly(busy + " 2027-11-05 10:00:00+00", quiet + " 2027-12-05 10:00:00+00");
    }
  }

  private static void run(TestDatabase test, UUID account, Instant at) {
    test.database()
        .inSystem(tx ->
            tx.update(
                """
                INSERT INTO sync_run (tenant_id, account_id, run_id, connection_id, outcome,
                       problem, recorded_at, finished_at, balance_problem, positions_problem,
                       transactions_problem, position_count, positions_changed, transactions_added)
                VALUES ('t', ?, ?, ?, 'OK', '', ?, ?, '', '', '', 0, 0, 0)
                """,
                account,
                account,
                account,
                at,
                at));
  }

  private static List<String> runs(TestDatabase test) {
    return test.database()
        .readSystem(tx ->
            tx.query(
                """
                SELECT account_id || ' ' || (recorded_at AT TIME ZONE 'UTC')::text || '+00' AS run
                  FROM sync_run ORDER BY recorded_at
                """,
                row -> row.getString("run")));
  }

  private static void maintainRuns(TestDatabase test, Instant moment) {
    test.database()
        .inSystem(tx -> tx.first("SELECT maintain_sync_partitions(?)", row -> true, moment));
  }

  private static void maintain(TestDatabase test, Instant moment) {
    test.database().inSystem(tx -> tx.first("SELECT maintain_partitions(?)", row -> true, moment));
  }

  private static long countOf(TestDatabase test, String table) {
    return test.database()
        .inSystem(tx ->
            tx.first(
                    "SELECT count(*) FROM log WHERE tableoid = ?::regclass",
                    row -> row.getLong(1),
                    table)
                .orElseThrow());
  }

  private static List<String> partitionsOfCalls(TestDatabase test) {
    return test.database()
        .readSystem(tx ->
            tx.query(
                """
                SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
                 WHERE i.inhparent = 'broker_call'::REGCLASS ORDER BY c.relname
                """,
                row -> row.getString(1)));
  }
}
