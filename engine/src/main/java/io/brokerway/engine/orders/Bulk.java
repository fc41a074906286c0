package io.brokerway.engine.orders;

import io.brokerway.engine.storage.Tx;
import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows of a table in one statement, one array per column: a batch of orders costs the
 * database one call. The statements are made of the column list, since a table of forty columns
 * written out three times would hide its differences.
 *
 * @param <T> what a row is made of
 */
final class Bulk<T> {

  /** A column with its PostgreSQL type, its Java type and where its value comes from. */
  record Column<T>(
      String name, String type, Class<?> javaType, Function<T, @Nullable Object> value) {}

  private final List<Column<T>> columns;
  private final String insert;
  private final String upsert;
  private final String update;

  /**
   * A table by its columns.
   *
   * @param keys how many of the columns, from the first, identify a row
   * @param fixed how many, from the first, never change
   */
  Bulk(String table, int keys, int fixed, List<Column<T>> columns) {
    this.columns = columns;
    var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    var arrays =
        columns.stream()
            .map(column -> "?::" + column.type() + "[]")
            .collect(Collectors.joining(", "));
    var moving = columns.subList(fixed, columns.size());
    this.insert = "INSERT INTO " + table + " (" + names + ") SELECT * FROM unnest(" + arrays + ")";
    this.upsert =
        insert
            + " ON CONFLICT ("
            + columns.subList(0, keys).stream().map(Column::name).collect(Collectors.joining(", "))
            + ") DO UPDATE SET "
            + moving.stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
    this.update =
        "UPDATE "
            + table
            + " AS old SET "
            + moving.stream()
                .map(column -> column.name() + " = new." + column.name())
                .collect(Collectors.joining(", "))
            + " FROM unnest("
            + columns.subList(0, keys).stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", "))
            + ", "
            + moving.stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", "))
            + ") AS new ("
            + columns.subList(0, keys).stream().map(Column::name).collect(Collectors.joining(", "))
            + ", "
            + moving.stream().map(Column::name).collect(Collectors.joining(", "))
            + ") WHERE "
            + columns.subList(0, keys).stream()
                .map(column -> "old." + column.name() + " = new." + column.name())
                .collect(Collectors.joining(" AND "));
    this.updated = keys == fixed ? columns : join(columns.subList(0, keys), moving);
  }

  private final List<Column<T>> updated;

  private static <T> List<Column<T>> join(List<Column<T>> keys, List<Column<T>> moving) {
    return java.util.stream.Stream.concat(keys.stream(), moving.stream()).toList();
  }

  void insert(Tx tx, List<T> rows) {
    run(tx, insert, columns, rows);
  }

  void upsert(Tx tx, List<T> rows) {
    run(tx, upsert, columns, rows);
  }

  void update(Tx tx, List<T> rows) {
    run(tx, update, updated, rows);
  }

  private static <T> void run(Tx tx, String sql, List<Column<T>> columns, List<T> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var arrays = new Object[columns.size()];
    for (var i = 0; i < arrays.length; i++) {
      var column = columns.get(i);
      var array = Array.newInstance(column.javaType(), rows.size());
      for (var row = 0; row < rows.size(); row++) {
        Array.set(array, row, column.value().apply(rows.get(row)));
      }
      arrays[i] = array;
    }
    tx.queue(sql, rows.size(), arrays);
  }
}
