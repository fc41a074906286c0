package io.brokerway.engine.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Binds Java values to statement parameters; arrays become PostgreSQL arrays. */
final class Parameters {
  private Parameters() {}

  static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (var i = 0; i < parameters.length; i++) {
      bindOne(statement, i + 1, parameters[i]);
    }
  }

  private static void bindOne(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    var connection = statement.getConnection();
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Instant time -> statement.setObject(index, atUtc(time));
      case Enum<?> constant -> statement.setString(index, constant.name());
      case TenantId tenant -> statement.setString(index, tenant.value());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Object[] array -> statement.setArray(index, arrayOf(connection, array));
      case long[] array ->
          statement.setArray(index, connection.createArrayOf("int8", boxed(array)));
      case int[] array -> statement.setArray(index, connection.createArrayOf("int4", boxed(array)));
      default -> statement.setObject(index, value);
    }
  }

  private static java.sql.Array arrayOf(Connection connection, Object[] array) throws SQLException {
    var element = array.getClass().getComponentType();
    if (element == Instant.class) {
      return connection.createArrayOf("timestamptz", timesAsText((Instant[]) array));
    }
    if (element.isEnum()) {
      return connection.createArrayOf("text", namesOf((Enum<?>[]) array));
    }
    return connection.createArrayOf(typeOf(element), array);
  }

  private static String typeOf(Class<?> element) {
    return switch (element.getName()) {
      case "java.lang.String" -> "text";
      case "java.util.UUID" -> "uuid";
      case "java.lang.Long" -> "int8";
      case "java.lang.Integer" -> "int4";
      case "java.lang.Boolean" -> "bool";
      case "java.math.BigDecimal" -> "numeric";
      case "java.time.LocalDate" -> "date";
      case "[B" -> "bytea";
      default -> throw new IllegalArgumentException("no array type for " + element.getName());
    };
  }

  private static OffsetDateTime atUtc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String[] timesAsText(@Nullable Instant[] times) {
    var texts = new @Nullable String[times.length];
    for (var i = 0; i < times.length; i++) {
      var time = times[i];
      texts[i] = time == null ? null : time.toString();
    }
    return texts;
  }

  private static @Nullable String[] namesOf(@Nullable Enum<?>[] constants) {
    var names = new @Nullable String[constants.length];
    for (var i = 0; i < constants.length; i++) {
      var constant = constants[i];
      names[i] = constant == null ? null : constant.name();
    }
    return names;
  }

  private static Long[] boxed(long[] array) {
    return Arrays.stream(array).boxed().toArray(Long[]::new);
  }

  private static Integer[] boxed(int[] array) {
    return Arrays.stream(array).boxed().toArray(Integer[]::new);
  }
}
