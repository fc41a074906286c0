package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoundTest {
  private static final TenantId ONE = new TenantId("one");
  private static final String INSERT = "INSERT INTO note SELECT ?, * FROM unnest(?::int4[])";

  private final TestDatabase test = TestDatabase.open();
  private final Database database = test.database();

  @BeforeEach
  void makeTable() {
    test.asSuperuser(
        """
        CREATE TABLE note (tenant_id TEXT, id INTEGER, PRIMARY KEY (tenant_id, id));
        ALTER TABLE note OWNER TO brokerway_owner;
        SET ROLE brokerway_owner;
        SELECT protect_tenant_table('note')
        """);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static List<Integer> ids(Tx tx) throws SQLException {
    return tx.query("SELECT id FROM note WHERE id > ? ORDER BY id", row -> row.getInt(1), 0);
  }

  private List<Integer> stored() {
    return database.readTenant(ONE, RoundTest::ids);
  }

  @Test
  void whatIsQueuedIsSeenByWhatIsAskedAfterIt() {
    var seen =
        database.inTenant(
            ONE,
            tx -> {
              tx.queue(INSERT, 2, ONE, new Integer[] {1, 2});
              tx.queue(INSERT, 1, ONE, new Integer[] {3});
              return ids(tx);
            });

    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  void answersComeInTheOrderOfTheirQuestions() {
    var seen =
        database.inTenant(
            ONE,
            tx -> {
              var before = tx.ask("SELECT count(*) FROM note", row -> row.getInt(1));
              tx.queue(INSERT, 2, ONE, new Integer[] {1, 2});
              var after = tx.ask("SELECT id FROM note ORDER BY id", row -> row.getInt(1));
              var changed = tx.update("DELETE FROM note WHERE id = ?", 2);
              return List.of(before.get(), after.get(), List.of(changed));
            });

    assertThat(seen).containsExactly(List.of(0), List.of(1, 2), List.of(1));
  }

  @Test
  void whatIsQueuedGoesAtTheLatestBeforeTheCommit() {
    database.inTenant(
        ONE,
        tx -> {
          tx.queue(INSERT, 1, ONE, new Integer[] {7});
          return true;
        });

    assertThat(stored()).containsExactly(7);
  }

  @Test
  void anotherNumberOfRowsThanMeantUndoesAll() {
    assertThatThrownBy(() ->
            database.inTenant(
                ONE,
                tx -> {
                  tx.queue(INSERT, 1, ONE, new Integer[] {1});
                  tx.queue("UPDATE note SET id = 5 WHERE id = ?", 1, 99);
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("0 rows were written where 1 were meant");

    assertThat(stored()).isEmpty();
  }

  @Test
  void aStatementThatFailsUndoesThoseBesideIt() {
    assertThatThrownBy(() ->
            database.inTenant(
                ONE,
                tx -> {
                  tx.queue(INSERT, 1, ONE, new Integer[] {1});
                  tx.queue(INSERT, 1, ONE, new Integer[] {1});
                  tx.queue(INSERT, 1, ONE, new Integer[] {2});
                  return ids(tx);
                }))
        .isInstanceOf(StorageFailure.class)
        .hasMessageContaining("note_pkey");

    assertThat(stored()).isEmpty();
  }
}
