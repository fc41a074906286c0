package io.brokerway.engine.risk;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Texts;
import io.brokerway.engine.storage.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stops new orders: of all, of a tenant, of a user or of a connection. Durable; holds for orders
 * that were accepted and not sent yet. Cancels go on. Thread-safe.
 */
public final class KillSwitch {
  private static final int MOST = 10_000;
  private static final int MAX_REASON = 500;

  /** How far a switch reaches. */
  public enum Scope {
    GLOBAL,
    TENANT,
    USER,
    CONNECTION
  }

  /**
   * One switch.
   *
   * @param tenant {@link TenantId#SYSTEM} for the global one
   * @param subject the user's or connection's id; the tenant's for a tenant; {@code all} for the
   *     global one
   */
  public record Target(TenantId tenant, Scope scope, String subject) {
    public static Target global() {
      return new Target(TenantId.SYSTEM, Scope.GLOBAL, "all");
    }

    public static Target tenant(TenantId tenant) {
      return new Target(tenant, Scope.TENANT, tenant.value());
    }

    public static Target user(TenantId tenant, String user) {
      return new Target(tenant, Scope.USER, user);
    }

    public static Target connection(TenantId tenant, UUID connection) {
      return new Target(tenant, Scope.CONNECTION, connection.toString());
    }
  }

  /** A switch that is pressed. */
  public record Pressed(Target target, String reason, String by, Instant at) {}

  private final Database database;
  private volatile Set<Target> pressed = Set.of();

  public KillSwitch(Database database) {
    this.database = database;
  }

  /** Presses a switch. Once this returns, no first byte of an order leaves this node. */
  public void press(Target target, String actor, String reason) {
    Texts.requireStorable("reason", reason, MAX_REASON);
    database.inSystem(tx -> {
      tx.update(
          """
          INSERT INTO kill_switch (tenant_id, scope, subject, reason, pressed_by, pressed_at)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (tenant_id, scope, subject) DO NOTHING
          """,
          target.tenant(),
          target.scope(),
          target.subject(),
          reason,
          actor,
          database.clock().instant());
      tx.append(fact("risk.kill_switch_pressed", target, actor));
      return null;
    });
    refresh();
  }

  /** Releases a switch; does nothing if it was not pressed. */
  public void release(Target target, String actor) {
    database.inSystem(tx -> {
      var removed =
          tx.update(
              "DELETE FROM kill_switch WHERE tenant_id = ? AND scope = ? AND subject = ?",
              target.tenant(),
              target.scope(),
              target.subject());
      if (removed > 0) {
        tx.append(fact("risk.kill_switch_released", target, actor));
      }
      return null;
    });
    refresh();
  }

  private static Fact fact(String type, Target target, String actor) {
    return new Fact(
        target.tenant(),
        target.scope() == Scope.USER ? target.subject() : null,
        null,
        type,
        target.subject(),
        0,
        actor,
        1,
        "{\"scope\":\"%s\"}".formatted(target.scope()));
  }

  /** Reads the switches again; called at the start and each second for those of other nodes. */
  public void refresh() {
    pressed = Set.copyOf(database.readSystem(tx -> read(tx).get()));
  }

  /** The switches as they stand in a transaction. */
  public static Tx.Answer<Target> read(Tx tx) {
    var rows = rows(tx);
    return () -> rows.get().stream().map(Pressed::target).toList();
  }

  /** All that are pressed, the oldest first. */
  public List<Pressed> list() {
    return database.readSystem(tx -> rows(tx).get());
  }

  private static Tx.Answer<Pressed> rows(Tx tx) {
    return tx.ask(
        """
        SELECT tenant_id, scope, subject, reason, pressed_by, pressed_at
          FROM kill_switch
         ORDER BY pressed_at, tenant_id, scope, subject
         LIMIT ?
        """,
        row ->
            new Pressed(
                new Target(
                    new TenantId(row.getString("tenant_id")),
                    Scope.valueOf(row.getString("scope")),
                    row.getString("subject")),
                row.getString("reason"),
                row.getString("pressed_by"),
                Columns.instant(row, "pressed_at")),
        MOST);
  }

  /** Which switch holds orders of a user on a connection back, from memory. */
  public Optional<Scope> holding(TenantId tenant, String user, UUID connection) {
    return holding(pressed, tenant, user, connection);
  }

  /** The same among given switches. */
  public static Optional<Scope> holding(
      Collection<Target> pressed, TenantId tenant, String user, UUID connection) {
    if (pressed.isEmpty()) {
      return Optional.empty();
    }
    return List.of(
            Target.global(),
            Target.tenant(tenant),
            Target.user(tenant, user),
            Target.connection(tenant, connection))
        .stream()
        .filter(pressed::contains)
        .map(Target::scope)
        .findFirst();
  }

  /** The refusal that a pressed switch gives. */
  public static Refusal refusal(Scope scope) {
    return new Refusal(
        Refusal.Code.KILL_SWITCH, "", "The kill switch (%s) holds new orders.".formatted(scope));
  }
}
