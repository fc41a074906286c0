package io.brokerway.engine.orders;

import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.OrderWrite.Locator;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the orders that a broker speaks of, by its id or by ours, for a whole batch at once. */
final class Locating {

  /** An id of an order within one account. */
  private record Name(UUID account, String id) {}

  private final Map<Name, UUID> byBroker = new HashMap<>();
  private final Map<Name, UUID> byClient = new HashMap<>();
  private Tx.Answer<Map.Entry<Name, UUID>> links = List::of;
  private Tx.Answer<Map.Entry<Name, UUID>> commands = List::of;

  /** Asks for what the locators of a batch need, with what else is asked then. */
  static Locating ask(Tx tx, List<OrderWrite> writes) {
    var locating = new Locating();
    var brokerNames = new ArrayList<Name>();
    var clientNames = new ArrayList<Name>();
    for (var write : writes) {
      if (write instanceof OrderWrite.Steps steps
          && steps.where() instanceof Locator.ByBroker wanted) {
        var account = write.account().account();
        brokerNames.add(new Name(account, wanted.brokerOrderId()));
        if (wanted.replaces() != null) {
          brokerNames.add(new Name(account, wanted.replaces()));
        }
        if (wanted.clientOrderId() != null) {
          clientNames.add(new Name(account, wanted.clientOrderId()));
        }
      }
    }
    if (!brokerNames.isEmpty()) {
      locating.links =
          select(
              tx,
              """
              SELECT account_id, broker_order_id AS name, order_id
                FROM order_link
                JOIN unnest(?::uuid[], ?::text[]) AS wanted (wanted_account, wanted_name)
                  ON account_id = wanted_account AND broker_order_id = wanted_name
               WHERE tenant_id = ANY (?)
              """,
              brokerNames,
              tenants(writes));
    }
    if (!clientNames.isEmpty()) {
      locating.commands =
          select(
              tx,
              """
              SELECT account_id, client_order_id AS name, order_id
                FROM order_command
                JOIN unnest(?::uuid[], ?::text[]) AS wanted (wanted_account, wanted_name)
                  ON account_id = wanted_account AND client_order_id = wanted_name
               WHERE tenant_id = ANY (?)
              """,
              clientNames,
              tenants(writes));
    }
    return locating;
  }

  private static String[] tenants(List<OrderWrite> writes) {
    return writes.stream()
        .map(write -> write.account().tenant().value())
        .distinct()
        .toArray(String[]::new);
  }

  private static Tx.Answer<Map.Entry<Name, UUID>> select(
      Tx tx, String sql, List<Name> names, String[] tenants) {
    return tx.ask(
        sql,
        row ->
            Map.entry(
                new Name(Columns.uuid(row, "account_id"), row.getString("name")),
                Columns.uuid(row, "order_id")),
        names.stream().map(Name::account).toArray(UUID[]::new),
        names.stream().map(Name::id).toArray(String[]::new),
        tenants);
  }

  /** Takes what was asked for. */
  void settle() throws SQLException {
    for (var link : links.get()) {
      byBroker.put(link.getKey(), link.getValue());
    }
    for (var command : commands.get()) {
      byClient.put(command.getKey(), command.getValue());
    }
  }

  /** The order that is meant; absent if there is none. */
  @Nullable OrderKey find(AccountRef account, Locator where) {
    var id =
        switch (where) {
          case Locator.ById byId -> byId.order();
          case Locator.ByBroker wanted -> byBroker(account.account(), wanted);
        };
    return id == null ? null : new OrderKey(account.tenant(), id);
  }

  private @Nullable UUID byBroker(UUID account, Locator.ByBroker wanted) {
    var direct = byBroker.get(new Name(account, wanted.brokerOrderId()));
    if (direct != null) {
      return direct;
    }
    var ours = wanted.clientOrderId();
    var named = ours == null ? null : byClient.get(new Name(account, ours));
    if (named != null) {
      return named;
    }
    var replaces = wanted.replaces();
    return replaces == null ? null : byBroker.get(new Name(account, replaces));
  }

  /** Remembers an id that this batch itself brought. */
  void learn(UUID account, String brokerOrderId, UUID order) {
    byBroker.put(new Name(account, brokerOrderId), order);
  }
}
