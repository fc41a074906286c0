package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The end of a transaction that wrote facts: where they came to stand.
 *
 * @param facts as they stand in the log: by tenant, and within one as they were appended
 * @param lastHash the hash of the last entry: no other transaction can make the same
 * @param transactionId by which the outcome of a lost COMMIT can be asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
record Tail(
    long firstPosition,
    Instant recordedAt,
    List<Fact> facts,
    byte[] lastHash,
    String transactionId) {

  /**
   * Sends what the transaction still has to send.
   *
   * @return null if it wrote no facts
   */
  static @Nullable Tail end(Tx tx, Clock clock) throws SQLException {
    if (tx.facts().isEmpty()) {
      tx.flush();
      return null;
    }
    return append(tx, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Writes the transaction's facts: one call, right before commit, since it locks the head. */
  private static Tail append(Tx tx, Instant recordedAt) throws SQLException {
    // Heads of tenants are locked in this order by every transaction.
    var facts = tx.facts().stream().sorted(Comparator.comparing(Fact::tenant)).toList();
    return tx.first(
            """
            SELECT first_position, last_hash, transaction_id
              FROM tail_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            row -> new Tail(row.getLong(1), recordedAt, facts, row.getBytes(2), row.getString(3)),
            recordedAt,
            column(facts, fact -> fact.tenant().value(), String[]::new),
            column(facts, Fact::userId, String[]::new),
            column(facts, Fact::accountId, UUID[]::new),
            column(facts, Fact::type, String[]::new),
            column(facts, Fact::subject, String[]::new),
            column(facts, Fact::sequence, Long[]::new),
            column(facts, Fact::actor, String[]::new),
            column(facts, Fact::version, Integer[]::new),
            column(facts, Fact::payload, String[]::new),
            column(facts, fact -> EntryHash.content(recordedAt, fact), byte[][]::new))
        .orElseThrow();
  }

  long lastPosition() {
    return firstPosition + facts.size() - 1;
  }

  private static <T> @Nullable T[] column(
      List<Fact> facts, Function<Fact, @Nullable T> field, IntFunction<@Nullable T[]> array) {
    var column = array.apply(facts.size());
    for (var i = 0; i < column.length; i++) {
      column[i] = field.apply(facts.get(i));
    }
    return column;
  }
}
