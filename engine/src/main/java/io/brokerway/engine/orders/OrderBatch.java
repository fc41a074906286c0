package io.brokerway.engine.orders;

import io.brokerway.engine.orders.LinkTable.LinkRow;
import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.Fill;
import io.brokerway.engine.orders.core.Link;
import io.brokerway.engine.orders.core.OrderAggregate;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The orders that one transaction works on: read together, folded in memory, each row written once.
 * Not thread-safe.
 */
final class OrderBatch {

  /** An order as it was read and as it becomes. */
  static final class Entry {
    final @Nullable OrderRow readRow;
    final OrderAggregate readAggregate;
    final Map<Integer, CommandRow> readCommands;
    OrderRow row;
    OrderAggregate aggregate;
    final Map<Integer, CommandRow> commands;
    private @Nullable OrderRow exposedRow;
    private OrderAggregate exposedAggregate;

    Entry(
        @Nullable OrderRow readRow,
        OrderRow row,
        OrderAggregate aggregate,
        List<CommandRow> commands) {
      this.readRow = readRow;
      this.readAggregate = aggregate;
      this.exposedRow = readRow;
      this.exposedAggregate = aggregate;
      this.row = row;
      this.aggregate = aggregate;
      this.readCommands =
          commands.stream()
              .collect(Collectors.toMap(each -> each.command().number(), each -> each));
      this.commands = new LinkedHashMap<>(readCommands);
    }

    /** The commands with their present state, by number. */
    List<CommandRow> commandRows() {
      var rows = new ArrayList<CommandRow>();
      for (var command : aggregate.commands()) {
        var row = commands.get(command.number());
        if (row != null) {
          rows.add(row.with(command));
        }
      }
      return rows;
    }

    int nextCommandNumber() {
      return aggregate.commands().stream().mapToInt(Command::number).max().orElse(0) + 1;
    }
  }

  private final Tx tx;
  private final Map<OrderKey, Entry> entries = new LinkedHashMap<>();
  private final List<OrderKey> placesToKeep = new ArrayList<>();
  private final List<CommandRow> commandsToKeep = new ArrayList<>();

  OrderBatch(Tx tx) {
    this.tx = tx;
  }

  /** Orders that were asked for, with all that hangs on them. */
  record Asked(
      Tx.Answer<CommandRow> commands,
      Tx.Answer<LinkRow> links,
      Tx.Answer<FillTable.FillRow> fills,
      Tx.Answer<OrderRow> orders) {}

  /** Asks for orders with all that hangs on them, in one round with what else is asked then. */
  Asked ask(Collection<OrderKey> keys) {
    return keys.isEmpty()
        ? new Asked(List::of, List::of, List::of, List::of)
        : new Asked(
            CommandTable.ofOrders(tx, keys),
            LinkTable.ofOrders(tx, keys),
            FillTable.ofOrders(tx, keys),
            OrderTable.byIds(tx, keys));
  }

  /** Takes orders that were asked for. */
  void take(Asked asked) throws SQLException {
    var commandRows = asked.commands();
    var linkRows = asked.links();
    var fillRows = asked.fills();
    var orderRows = asked.orders();
    var commands = new HashMap<OrderKey, List<CommandRow>>();
    for (var row : commandRows.get()) {
      commands
          .computeIfAbsent(new OrderKey(row.tenant(), row.order()), _ -> new ArrayList<>())
          .add(row);
    }
    var links = new HashMap<OrderKey, List<Link>>();
    for (var row : linkRows.get()) {
      links
          .computeIfAbsent(new OrderKey(row.tenant(), row.order()), _ -> new ArrayList<>())
          .add(row.link());
    }
    var fills = new HashMap<OrderKey, List<Fill>>();
    for (var row : fillRows.get()) {
      fills
          .computeIfAbsent(new OrderKey(row.tenant(), row.order()), _ -> new ArrayList<>())
          .add(row.fill());
    }
    for (var row : orderRows.get()) {
      var key = OrderKey.of(row);
      var ofOrder = commands.getOrDefault(key, List.of());
      var aggregate =
          new OrderAggregate(
              row.life(),
              ofOrder.stream().map(CommandRow::command).toList(),
              links.getOrDefault(key, List.of()),
              fills.getOrDefault(key, List.of()));
      entries.put(key, new Entry(row, row, aggregate, ofOrder));
    }
  }

  boolean has(OrderKey key) {
    return entries.containsKey(key);
  }

  @Nullable Entry find(OrderKey key) {
    return entries.get(key);
  }

  /** Adds an order that is new. */
  Entry add(OrderRow row) {
    var entry =
        new Entry(
            null, row, new OrderAggregate(row.life(), List.of(), List.of(), List.of()), List.of());
    entries.put(OrderKey.of(row), entry);
    return entry;
  }

  /** Keeps the placed order as it is for replays of its answer. */
  void keepPlace(OrderKey key) {
    placesToKeep.add(key);
  }

  /** Keeps the order as this batch leaves it for replays of the command's answer. */
  void keepReply(CommandRow command) {
    commandsToKeep.add(command);
  }

  void flush(Exposures exposures, Instant at) throws SQLException {
    Replies.keepPlaces(tx, placesToKeep);
    var newOrders = new ArrayList<OrderRow>();
    var orders = new ArrayList<OrderRow>();
    var newCommands = new ArrayList<CommandRow>();
    var commands = new ArrayList<CommandRow>();
    var links = new ArrayList<LinkRow>();
    var fills = new ArrayList<FillTable.FillRow>();
    for (var entry : entries.values()) {
      if (entry.readRow == null) {
        newOrders.add(entry.row);
      } else if (!entry.row.equals(entry.readRow)) {
        orders.add(entry.row);
      }
      collectCommands(entry, newCommands, commands);
      collectLinks(entry, links);
      collectFills(entry, fills, at);
      expose(entry, exposures);
    }
    OrderTable.insert(tx, newOrders);
    OrderTable.update(tx, orders);
    CommandTable.insert(tx, newCommands);
    CommandTable.update(tx, commands);
    LinkTable.upsert(tx, links);
    FillTable.insert(tx, fills);
    Replies.keep(tx, commandsToKeep);
    exposures.write();
  }

  private static void collectCommands(
      Entry entry, List<CommandRow> fresh, List<CommandRow> changed) {
    for (var row : entry.commandRows()) {
      var read = entry.readCommands.get(row.command().number());
      if (read == null) {
        fresh.add(row);
      } else if (!read.command().equals(row.command())) {
        changed.add(row);
      }
    }
  }

  private static void collectLinks(Entry entry, List<LinkRow> links) {
    for (var link : entry.aggregate.links()) {
      if (!entry.readAggregate.links().contains(link)) {
        links.add(new LinkRow(entry.row.tenant(), entry.row.account(), entry.row.id(), link));
      }
    }
  }

  private static void collectFills(Entry entry, List<FillTable.FillRow> fills, Instant at) {
    var all = entry.aggregate.fills();
    for (var i = entry.readAggregate.fills().size(); i < all.size(); i++) {
      fills.add(
          new FillTable.FillRow(
              entry.row.tenant(), entry.row.account(), entry.row.id(), i + 1, at, all.get(i)));
    }
  }

  /** Tells the exposures what an order binds now: what is judged next in this batch sees it. */
  static void expose(Entry entry, Exposures exposures) {
    var key = new Exposures.Key(entry.row.tenant(), entry.row.account());
    var before = entry.exposedRow;
    var cashBefore = before == null ? BigDecimal.ZERO : before.life().reservedCash();
    var openBefore = before == null || before.life().isFinal() ? 0 : 1;
    var sellsBefore =
        before == null
            ? BigDecimal.ZERO
            : Sells.bound(before, before.life(), entry.exposedAggregate.commands());
    var life = entry.row.life();
    var cash = life.reservedCash().subtract(cashBefore);
    var open = (life.isFinal() ? 0 : 1) - openBefore;
    if (cash.signum() != 0 || open != 0) {
      exposures.put(key, exposures.get(key).moved(cash, open));
    }
    var instrument = entry.row.spec().instrument();
    if (instrument != null) {
      var sells = Sells.bound(entry.row, life, entry.aggregate.commands()).subtract(sellsBefore);
      exposures.bindSells(key, instrument.key(), sells);
    }
    entry.exposedRow = entry.row;
    entry.exposedAggregate = entry.aggregate;
  }
}
