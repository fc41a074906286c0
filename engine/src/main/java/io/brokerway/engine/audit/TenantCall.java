package io.brokerway.engine.audit;

import io.brokerway.broker.CallRecord;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A call to a broker and for whom it was made. */
record TenantCall(TenantId tenant, CallRecord call) {
  private static final int MAX_TEXT = 500;

  /** Writes the calls in one statement, all under the moment of writing. */
  static void insert(Database database, List<TenantCall> calls) {
    var recordedAt = database.clock().instant().truncatedTo(ChronoUnit.MICROS);
    var ids = calls.stream().map(any -> database.ids().next()).toArray(UUID[]::new);
    database.inSystem(tx ->
        tx.update(
            """
            INSERT INTO broker_call (recorded_at, tenant_id, call_id, broker, connection,
                                     operation, changes_state, target, status, outcome,
                                     request_id, started_at, took_micros, bytes_sent,
                                     bytes_received)
            SELECT ?, c.*
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS c
            """,
            recordedAt,
            column(calls, each -> each.tenant.value(), String[]::new),
            ids,
            column(calls, each -> each.call.broker().value(), String[]::new),
            column(calls, each -> text(each.call.connection()), String[]::new),
            column(calls, each -> text(each.call.operation()), String[]::new),
            column(calls, each -> each.call.changesState(), Boolean[]::new),
            column(calls, each -> text(each.call.target()), String[]::new),
            column(calls, each -> each.call.status(), Integer[]::new),
            column(calls, each -> text(each.call.outcome()), String[]::new),
            column(calls, each -> text(each.call.requestId()), String[]::new),
            column(calls, each -> each.call.startedAt(), Instant[]::new),
            column(calls, each -> each.call.took().toNanos() / 1_000, Long[]::new),
            column(calls, each -> each.call.bytesSent(), Long[]::new),
            column(calls, each -> each.call.bytesReceived(), Long[]::new)));
  }

  /** What a broker sent may hold anything: it must not spoil the batch. */
  private static String text(String text) {
    var clean = new StringBuilder(Math.min(text.length(), MAX_TEXT));
    for (var i = 0; i < text.length() && i < MAX_TEXT; i++) {
      var c = text.charAt(i);
      clean.append(c < ' ' || Character.isSurrogate(c) ? '?' : c);
    }
    return clean.toString();
  }

  private static <T> T[] column(
      List<TenantCall> calls, Function<TenantCall, T> field, IntFunction<T[]> array) {
    return calls.stream().map(field).toArray(array);
  }
}
