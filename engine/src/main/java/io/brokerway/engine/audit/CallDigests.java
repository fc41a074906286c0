package io.brokerway.engine.audit;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The hourly digests of calls: SHA-256 over the hour's rows of a tenant, each as one line of JSON,
 * in the order of time and id. A digest is a fact in the tenant's chain, so a changed call shows.
 */
final class CallDigests {
  // Rows carry the moment of writing; another node's transaction may still be on its way.
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Duration LOOK_BACK = Duration.ofDays(29);
  private static final int PAGE = 1_000;

  private final Database database;
  private Instant nextLook = Instant.MIN;

  private record Hour(TenantId tenant, Instant start) {}

  private record Line(Instant recordedAt, UUID id, String json) {}

  CallDigests(Database database) {
    this.database = database;
  }

  /** Writes the digests of the hours that are over, also of those before a restart. */
  void writeDue() {
    var now = database.clock().instant();
    if (now.isBefore(nextLook)) {
      return;
    }
    var end = now.minus(GRACE).truncatedTo(ChronoUnit.HOURS);
    due(end).forEach(this::write);
    nextLook = end.plus(1, ChronoUnit.HOURS).plus(GRACE);
  }

  private List<Hour> due(Instant end) {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT DISTINCT c.tenant_id, date_trunc('hour', c.recorded_at) AS hour
              FROM broker_call AS c
             WHERE c.recorded_at >= ? AND c.recorded_at < ?
               AND NOT EXISTS (
                     SELECT 1 FROM broker_call_digest AS d
                      WHERE d.tenant_id = c.tenant_id
                        AND d.hour = date_trunc('hour', c.recorded_at))
             ORDER BY hour, tenant_id
            """,
            row -> new Hour(new TenantId(row.getString(1)), Columns.instant(row, "hour")),
            end.minus(LOOK_BACK),
            end));
  }

  private void write(Hour hour) {
    database.inSystem(tx -> {
      var digest = sha256();
      var calls = addAll(tx, hour, digest);
      var hash = digest.digest();
      var isNew =
          tx.update(
              """
              INSERT INTO broker_call_digest (tenant_id, hour, calls, sha256)
              VALUES (?, ?, ?, ?)
              ON CONFLICT DO NOTHING
              """,
              hour.tenant(),
              hour.start(),
              calls,
              hash);
      if (isNew == 1) {
        tx.append(fact(hour, calls, hash));
      }
      return calls;
    });
  }

  private static long addAll(Tx tx, Hour hour, MessageDigest digest) throws SQLException {
    var calls = 0L;
    var last = new Line(hour.start(), new UUID(0, 0), "");
    List<Line> page;
    do {
      page = page(tx, hour, last);
      for (var line : page) {
        digest.update((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
        last = line;
        calls++;
      }
    } while (page.size() == PAGE);
    return calls;
  }

  private static List<Line> page(Tx tx, Hour hour, Line after) throws SQLException {
    return tx.query(
        """
        SELECT recorded_at, call_id, row_to_json(broker_call)::TEXT AS json
          FROM broker_call
         WHERE tenant_id = ? AND (recorded_at, call_id) > (?, ?) AND recorded_at < ?
         ORDER BY recorded_at, call_id
         LIMIT ?
        """,
        row ->
            new Line(
                Columns.instant(row, "recorded_at"),
                Columns.uuid(row, "call_id"),
                row.getString("json")),
        hour.tenant(),
        after.recordedAt(),
        after.id(),
        hour.start().plus(1, ChronoUnit.HOURS),
        PAGE);
  }

  private static Fact fact(Hour hour, long calls, byte[] hash) {
    return new Fact(
        hour.tenant(),
        null,
        null,
        "broker_calls.digested",
        hour.start().toString(),
        0,
        "system",
        1,
        "{\"calls\":%d,\"sha256\":\"%s\"}".formatted(calls, HexFormat.of().formatHex(hash)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
