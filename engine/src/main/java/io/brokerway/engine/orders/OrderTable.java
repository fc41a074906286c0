package io.brokerway.engine.orders;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.engine.orders.Bulk.Column;
import io.brokerway.engine.orders.core.OrderLife;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.InstrumentText;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code orders}. */
final class OrderTable {
  static final String COLUMNS =
      """
      tenant_id, id, user_id, account_id, origin, instrument, order_class, side, effect, quantity,
      notional, notional_currency, order_type, time_in_force, session, limit_price, stop_price,
      trail_value, trail_unit, limit_offset, good_until, details, client_order_id, idempotency_key,
      max_age_ms, refusals, base, booked, booked_value, reported, reported_average, broker_order_id,
      pending_cancels, pending_replaces, overfill, late_arrival, acknowledged_at, reserved_cash,
      reserve_until, sequence, reason, created_at, updated_at
      """;

  private static final int KEYS = 2;
  private static final int FIXED = 17;

  private static final Bulk<OrderRow> BULK =
      new Bulk<>(
          "orders",
          KEYS,
          FIXED,
          List.of(
              text("tenant_id", row -> row.tenant().value()),
              new Column<>("id", "uuid", UUID.class, OrderRow::id),
              text("user_id", OrderRow::user),
              new Column<>("account_id", "uuid", UUID.class, OrderRow::account),
              text("origin", row -> row.origin().name()),
              text("instrument_key", row -> instrumentKey(row.spec())),
              text("instrument", OrderTable::instrument),
              text("order_class", row -> row.spec().orderClass().name()),
              text("side", row -> row.spec().side().name()),
              text("effect", row -> row.spec().effect().name()),
              text("details", row -> OrderJson.writeDetails(row.spec())),
              text("client_order_id", OrderRow::clientOrderId),
              text("idempotency_key", OrderRow::idempotencyKey),
              new Column<>("max_age_ms", "int8", Long.class, row -> row.maxAge().toMillis()),
              text("refusals", row -> OrderJson.write(row.refusals())),
              time("created_at", OrderRow::createdAt),
              text("order_type", row -> row.spec().terms().type().name()),
              number("quantity", row -> row.spec().units()),
              number("notional", OrderTable::notional),
              text("notional_currency", OrderTable::notionalCurrency),
              text("time_in_force", row -> row.spec().terms().timeInForce().name()),
              text("session", row -> row.spec().terms().session().name()),
              number("limit_price", row -> row.spec().terms().limitPrice()),
              number("stop_price", row -> row.spec().terms().stopPrice()),
              number("trail_value", OrderTable::trailValue),
              text("trail_unit", OrderTable::trailUnit),
              number("limit_offset", row -> row.spec().terms().limitOffset()),
              time("good_until", row -> row.spec().terms().goodUntil()),
              text("base", row -> row.life().base().name()),
              flag("open", row -> !row.life().isFinal()),
              number("booked", row -> row.life().booked()),
              number("booked_value", row -> row.life().bookedValue()),
              number("reported", row -> row.life().reported()),
              number("reported_average", row -> row.life().reportedAverage()),
              text("broker_order_id", row -> row.life().brokerOrderId()),
              count("pending_cancels", row -> row.life().pendingCancels()),
              count("pending_replaces", row -> row.life().pendingReplaces()),
              flag("overfill", row -> row.life().overfill()),
              flag("late_arrival", row -> row.life().lateArrival()),
              time("acknowledged_at", row -> row.life().acknowledgedAt()),
              number("reserved_cash", row -> row.life().reservedCash()),
              time("reserve_until", OrderTable::reserveUntil),
              new Column<>("sequence", "int8", Long.class, row -> row.life().sequence()),
              text("reason", row -> row.life().reason()),
              time("updated_at", row -> row.life().updatedAt())));

  private OrderTable() {}

  static void insert(Tx tx, List<OrderRow> rows) {
    BULK.insert(tx, rows);
  }

  static void update(Tx tx, List<OrderRow> rows) {
    BULK.update(tx, rows);
  }

  /** Orders by id, in no order. */
  static Tx.Answer<OrderRow> byIds(Tx tx, Collection<OrderKey> keys) {
    return tx.ask(
        "SELECT "
            + COLUMNS
            + """
            FROM orders
            JOIN unnest(?::text[], ?::uuid[]) AS wanted (wanted_tenant, wanted_id)
              ON tenant_id = wanted_tenant AND id = wanted_id
            """,
        OrderTable::read,
        keys.stream().map(key -> key.tenant().value()).toArray(String[]::new),
        keys.stream().map(OrderKey::id).toArray(UUID[]::new));
  }

  /** What identifies an order. */
  record OrderKey(TenantId tenant, UUID id) {
    static OrderKey of(OrderRow row) {
      return new OrderKey(row.tenant(), row.id());
    }
  }

  static OrderRow read(ResultSet row) throws SQLException {
    var spec = readSpec(row);
    return new OrderRow(
        new TenantId(row.getString("tenant_id")),
        Columns.uuid(row, "id"),
        row.getString("user_id"),
        Columns.uuid(row, "account_id"),
        OrderOrigin.valueOf(row.getString("origin")),
        spec,
        row.getString("client_order_id"),
        row.getString("idempotency_key"),
        Duration.ofMillis(row.getLong("max_age_ms")),
        OrderJson.readRefusals(row.getString("refusals")),
        Columns.instant(row, "created_at"),
        readLife(row, spec));
  }

  private static OrderSpec readSpec(ResultSet row) throws SQLException {
    var instrument = row.getString("instrument");
    var details = OrderJson.readDetails(row.getString("details"));
    var units = row.getBigDecimal("quantity");
    return new OrderSpec(
        OrderClass.valueOf(row.getString("order_class")),
        instrument == null ? null : InstrumentText.read(instrument),
        Side.valueOf(row.getString("side")),
        PositionEffect.valueOf(row.getString("effect")),
        units != null
            ? new OrderQuantity.Units(units)
            : new OrderQuantity.Notional(
                new Money(
                    row.getBigDecimal("notional"),
                    new CurrencyCode(row.getString("notional_currency")))),
        readTerms(row),
        details.legs(),
        details.takeProfit(),
        details.stopLoss(),
        details.displayQuantity(),
        details.allOrNone(),
        details.parameters());
  }

  private static OrderTerms readTerms(ResultSet row) throws SQLException {
    var trail = row.getBigDecimal("trail_value");
    return new OrderTerms(
        OrderType.valueOf(row.getString("order_type")),
        TimeInForce.valueOf(row.getString("time_in_force")),
        TradingSession.valueOf(row.getString("session")),
        row.getBigDecimal("limit_price"),
        row.getBigDecimal("stop_price"),
        trail == null
            ? null
            : new TrailingOffset(trail, TrailingOffset.Unit.valueOf(row.getString("trail_unit"))),
        row.getBigDecimal("limit_offset"),
        Columns.instantOrNull(row, "good_until"));
  }

  private static OrderLife readLife(ResultSet row, OrderSpec spec) throws SQLException {
    return new OrderLife(
        OrderState.valueOf(row.getString("base")),
        spec.side(),
        spec.units(),
        row.getBigDecimal("booked"),
        row.getBigDecimal("booked_value"),
        row.getBigDecimal("reported"),
        row.getBigDecimal("reported_average"),
        row.getString("broker_order_id"),
        row.getInt("pending_cancels"),
        row.getInt("pending_replaces"),
        row.getBoolean("overfill"),
        row.getBoolean("late_arrival"),
        Columns.instantOrNull(row, "acknowledged_at"),
        row.getBigDecimal("reserved_cash"),
        Columns.instantOrNull(row, "reserve_until"),
        row.getLong("sequence"),
        row.getString("reason"),
        Columns.instant(row, "updated_at"));
  }

  static @Nullable String instrumentKey(OrderSpec spec) {
    var instrument = spec.instrument();
    return instrument == null ? null : instrument.key();
  }

  private static @Nullable String instrument(OrderRow row) {
    var instrument = row.spec().instrument();
    return instrument == null ? null : InstrumentText.write(instrument);
  }

  private static @Nullable BigDecimal notional(OrderRow row) {
    var notional = row.spec().notional();
    return notional == null ? null : notional.amount();
  }

  private static @Nullable String notionalCurrency(OrderRow row) {
    var notional = row.spec().notional();
    return notional == null ? null : notional.currency().code();
  }

  private static @Nullable BigDecimal trailValue(OrderRow row) {
    var trail = row.spec().terms().trail();
    return trail == null ? null : trail.value();
  }

  private static @Nullable String trailUnit(OrderRow row) {
    var trail = row.spec().terms().trail();
    return trail == null ? null : trail.unit().name();
  }

  /** Only what still binds cash waits for a balance read, so that the index of them stays small. */
  private static @Nullable Instant reserveUntil(OrderRow row) {
    var waits = row.life().reservedCash().signum() > 0 || !row.life().isFinal();
    return waits ? row.life().reserveUntil() : null;
  }

  private static Column<OrderRow> text(
      String name, java.util.function.Function<OrderRow, @Nullable Object> value) {
    return new Column<>(name, "text", String.class, value);
  }

  private static Column<OrderRow> number(
      String name, java.util.function.Function<OrderRow, @Nullable Object> value) {
    return new Column<>(name, "numeric", BigDecimal.class, value);
  }

  private static Column<OrderRow> time(
      String name, java.util.function.Function<OrderRow, @Nullable Object> value) {
    return new Column<>(name, "timestamptz", Instant.class, value);
  }

  private static Column<OrderRow> flag(
      String name, java.util.function.Function<OrderRow, @Nullable Object> value) {
    return new Column<>(name, "bool", Boolean.class, value);
  }

  private static Column<OrderRow> count(
      String name, java.util.function.Function<OrderRow, @Nullable Object> value) {
    return new Column<>(name, "int4", Integer.class, value);
  }
}
