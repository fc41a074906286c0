package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.engine.identity.NewApiKey;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * S8: the second wall. Plain SQL on the requests' own connection, with nothing of ours between: no
 * row of another application, on any table.
 */
@Tag("security")
final class RowSecurityTest {
  private static final String NOT_ALLOWED = "42501";
  private static final TenantId MINE = new TenantId("rows-mine");
  private static final TenantId THEIRS = new TenantId("rows-theirs");
  private static final Database DATABASE = TestGateways.serve().engine().database();
  private static final Api NOBODY = Api.at(TestGateways.serve().port());

  @BeforeAll
  static void makeRowsOfTwo() {
    for (var tenant : List.of(MINE, THEIRS)) {
      var trader = Trader.of(NOBODY.withKey(adminKey(tenant)), NOBODY, "trader");
      var bought =
          trader
              .api()
              .post(
                  "/order",
                  ("{\"user_id\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"BUY\","
                          + " \"order_type\": \"MARKET\", \"quantity\": 1}")
                      .formatted(trader.user()));
      assertThat(bought.status()).as(bought.text()).isEqualTo(200);
      var positions = "/api/v1/accounts/" + trader.account() + "/positions";
      var held = trader.api().until(positions, reply -> reply.path("items").size() == 1);
      assertThat(held.json().path("items").size()).as(held.text()).isEqualTo(1);
    }
  }

  @Test
  void s08NoTableShowsARowOfAnotherApplication() {
    var withForeignRows = new TreeSet<String>();
    for (var table : tablesOfTenants()) {
      if (count(table, THEIRS) > 0) {
        withForeignRows.add(table);
      }
      if (mayRead(table)) {
        var all = DATABASE.inTenant(MINE, tx -> number(tx, "SELECT count(*) FROM " + table));
        var foreign =
            DATABASE.inTenant(
                MINE,
                tx ->
                    number(
                        tx,
                        "SELECT count(*) FROM %s WHERE tenant_id <> '%s'".formatted(table, MINE)));
        assertThat(foreign).as(table).isZero();
        assertThat(all).as(table).isEqualTo(count(table, MINE));
      }
    }
    assertThat(withForeignRows)
        .hasSizeGreaterThanOrEqualTo(12)
        .contains(
            "api_key", "app_user", "vault_key", "vault_secret", "connection", "account", "log");
  }

  @Test
  void s08NoRowOfAnotherApplicationIsChangedOrDeleted() {
    for (var table : tablesOfTenants()) {
      var before = count(table, THEIRS);

      assertThat(changed("UPDATE %s SET tenant_id = '%s'".formatted(table, MINE), THEIRS))
          .as("update of %s", table)
          .isZero();
      assertThat(changed("DELETE FROM " + table, THEIRS)).as("delete from %s", table).isZero();

      assertThat(count(table, THEIRS)).as(table).isEqualTo(before);
    }
  }

  @Test
  void s08NoRowIsGivenToAnotherApplication() {
    var tried = new TreeSet<String>();
    for (var table : tablesOfTenants()) {
      if (count(table, MINE) == 0) {
        continue;
      }
      tried.add(table);
      assertThatThrownBy(() ->
              DATABASE.inTenant(
                  MINE,
                  tx -> tx.update("UPDATE %s SET tenant_id = 'rows-theirs'".formatted(table))))
          .as(table)
          .isInstanceOfSatisfying(
              StorageFailure.class, e -> assertThat(e.sqlState()).isEqualTo(NOT_ALLOWED));
    }
    assertThat(tried).hasSizeGreaterThanOrEqualTo(12);
  }

  /** Nothing that requests may touch is without the wall, partitions and views included. */
  @Test
  void s08WhateverRequestsMayTouchIsGuarded() {
    var unguarded =
        DATABASE.readSystem(tx ->
            tx.query(
                """
                SELECT c.relname
                  FROM pg_class AS c
                 WHERE c.relnamespace = 'brokerway'::REGNAMESPACE
                   AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                   AND (has_table_privilege('brokerway_app', c.oid, 'SELECT')
                        OR has_table_privilege('brokerway_app', c.oid, 'INSERT')
                        OR has_table_privilege('brokerway_app', c.oid, 'UPDATE')
                        OR has_table_privilege('brokerway_app', c.oid, 'DELETE'))
                   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                 ORDER BY c.relname
                """,
                row -> row.getString(1)));

    // One row with the log's length.
    assertThat(unguarded).containsExactly("log_head");
    assertThat(tablesOfTenants()).hasSizeGreaterThan(20);
  }

  private static String adminKey(TenantId tenant) {
    var identity = TestGateways.serve().engine().identity();
    identity.ensureTenant(tenant, "Rows");
    var key = new NewApiKey(null, EnumSet.allOf(Scope.class), "rows", null);
    return identity.issueKey(tenant, key, "test").text().reveal();
  }

  private static List<String> tablesOfTenants() {
    return DATABASE.readSystem(tx ->
        tx.query(
            """
            SELECT c.relname
              FROM pg_class AS c
              JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
             WHERE c.relnamespace = 'brokerway'::REGNAMESPACE
               AND c.relkind IN ('r', 'p')
               AND NOT c.relispartition
               AND has_table_privilege('brokerway_system', c.oid, 'SELECT')
             ORDER BY c.relname
            """,
            row -> row.getString(1)));
  }

  private static boolean mayRead(String table) {
    return DATABASE.readSystem(tx ->
        tx.first(
                "SELECT has_table_privilege('brokerway_app', ?, 'SELECT')",
                row -> row.getBoolean(1),
                "brokerway." + table)
            .orElseThrow());
  }

  private static long count(String table, TenantId tenant) {
    return DATABASE.readSystem(tx ->
        number(tx, "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(table, tenant)));
  }

  /** Rows changed; none if it is not even allowed to try. */
  private static long changed(String sql, TenantId of) {
    try {
      return DATABASE.inTenant(MINE, tx -> tx.update(sql + " WHERE tenant_id = '" + of + "'"));
    } catch (StorageFailure e) {
      assertThat(e.sqlState()).as(sql).isEqualTo(NOT_ALLOWED);
      return 0;
    }
  }

  private static long number(Tx tx, String sql) throws SQLException {
    return tx.first(sql, row -> row.getLong(1)).orElseThrow();
  }
}
