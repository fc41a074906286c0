package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DatabaseTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  private static TestDatabase test;
  private static Database database;

  @BeforeAll
  static void open() {
    test = TestDatabase.open();
    database = test.database();
    test.asSuperuser(
        """
        CREATE TABLE note (tenant_id TEXT, id INTEGER, text TEXT, PRIMARY KEY (tenant_id, id));
        ALTER TABLE note OWNER TO brokerway_owner;
        SET ROLE brokerway_owner;
        SELECT protect_tenant_table('note')
        """);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void aTenantSeesAndChangesItsOwnRowsOnly() {
    insert(ONE, 1, "mine");
    insert(TWO, 1, "theirs");

    var seen =
        database.readTenant(
            ONE, tx -> tx.query("SELECT text FROM note WHERE id = 1", r -> r.getString(1)));
    var changed =
        database.inTenant(ONE, tx -> tx.update("UPDATE note SET text = 'changed' WHERE id = 1"));

    assertThat(seen).containsExactly("mine");
    assertThat(changed).isEqualTo(1);
    var all =
        database.readSystem(tx ->
            tx.query("SELECT text FROM note WHERE id = 1 ORDER BY tenant_id", r -> r.getString(1)));
    assertThat(all).containsExactly("changed", "theirs");
  }

  @Test
  void aTenantCannotWriteARowOfAnother() {
    assertThatThrownBy(() ->
            database.inTenant(
                ONE, tx -> tx.update("INSERT INTO note (tenant_id, id) VALUES (?, 77)", TWO)))
        .isInstanceOf(StorageFailure.class)
        .hasMessageContaining("row-level security");
  }

  @Test
  void theSessionOfTheAppRoleCannotReachTheLogOrOtherTables() {
    for (var sql :
        new String[] {
          "INSERT INTO log SELECT * FROM log",
          "UPDATE log SET payload = ''",
          "DELETE FROM log",
          "UPDATE audit_head SET entries = 0",
          "SELECT * FROM partition_owner",
          "SELECT * FROM vault_install",
        }) {
      assertThatThrownBy(() -> database.inTenant(ONE, tx -> tx.update(sql)))
          .as(sql)
          .isInstanceOf(StorageFailure.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void notEvenTheSystemRoleChangesTheLog() {
    for (var sql : new String[] {"UPDATE log SET payload = ''", "DELETE FROM log"}) {
      assertThatThrownBy(() -> database.inSystem(tx -> tx.update(sql)))
          .as(sql)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void anExceptionRollsTheTransactionBack() {
    assertThatThrownBy(() ->
            database.inTenant(
                ONE,
                tx -> {
                  tx.update("INSERT INTO note (tenant_id, id) VALUES ('one', 500)");
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(IllegalArgumentException.class);

    var found =
        database.readTenant(ONE, tx -> tx.first("SELECT 1 FROM note WHERE id = 500", row -> true));
    assertThat(found).isEmpty();
  }

  @Test
  void aReadOnlyTransactionRefusesToWrite() {
    assertThatThrownBy(
            () -> database.readTenant(ONE, tx -> tx.update("UPDATE note SET text = 'x'")))
        .isInstanceOf(StorageFailure.class);

    insert(ONE, 600, "a write after it, perhaps on the same connection");
  }

  @Test
  void aBrokenConstraintIsNamed() {
    insert(ONE, 700, "first");

    assertThatThrownBy(() -> insert(ONE, 700, "second"))
        .isInstanceOfSatisfying(
            StorageFailure.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("23505");
              assertThat(e.constraint()).contains("note_pkey");
            });
  }

  @Test
  void aSerializationFailureIsRepeated() {
    var runs = new int[1];

    var result =
        database.inSystem(tx -> {
          runs[0]++;
          if (runs[0] < 3) {
            tx.update("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
          }
          return "done";
        });

    assertThat(result).isEqualTo("done");
    assertThat(runs[0]).isEqualTo(3);
  }

  @Test
  void parametersOfAllKindsArriveAsTheyWere() {
    var id = UUID.fromString("018f3c2e-0000-7000-8000-000000000001");
    var time = Instant.parse("2026-11-23T15:00:00.123456Z");

    var row =
        database.readSystem(tx ->
            tx.first(
                """
                SELECT (?::uuid[])[1] AS id, (?::numeric[])[1] AS amount,
                       (?::timestamptz[])[2] AS time, (?::text[])[2] AS absent,
                       (?::int8[])[2] AS number, ?::timestamptz AS plain, ? AS name
                """,
                r -> {
                  assertThat(Columns.uuid(r, "id")).isEqualTo(id);
                  assertThat(r.getBigDecimal("amount")).isEqualTo("0.000000010");
                  assertThat(Columns.instant(r, "time")).isEqualTo(time);
                  assertThat(r.getString("absent")).isNull();
                  assertThat(r.getLong("number")).isEqualTo(Long.MAX_VALUE);
                  assertThat(Columns.instant(r, "plain")).isEqualTo(time);
                  return r.getString("name");
                },
                new UUID[] {id},
                new BigDecimal[] {new BigDecimal("0.000000010")},
                new Instant[] {null, time},
                new String[] {"a \"quoted\", {text}", null},
                new long[] {1, Long.MAX_VALUE},
                time,
                DatabaseRole.APP));

    assertThat(row).contains("APP");
  }

  @Test
  void connectionsThatWereCutAreReplaced() {
    test.cutConnections();

    Await.until(database::isAvailable);

    insert(ONE, 800, "after the cut");
    var found =
        database.readTenant(
            ONE, tx -> tx.first("SELECT text FROM note WHERE id = 800", r -> r.getString(1)));
    assertThat(found).contains("after the cut");
  }

  private static void insert(TenantId tenant, int id, String text) {
    database.inTenant(
        tenant,
        tx ->
            tx.update("INSERT INTO note (tenant_id, id, text) VALUES (?, ?, ?)", tenant, id, text));
  }
}
