package io.brokerway.engine.orders;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.engine.orders.OrderBatch.Entry;
import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.OrderWrite.Locator;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Effect;
import io.brokerway.engine.orders.core.Fill;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.orders.core.OrderFacts;
import io.brokerway.engine.orders.core.OrderLifecycle;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.storage.Ids;
import io.brokerway.engine.storage.Partitions;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.storage.WriteKind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes orders that are there: commands of clients, attempts and their outcomes,
 * what brokers report. One kind for all, so that what concerns one order stays in its order.
 */
final class OrderKind implements WriteKind<OrderWrite, OrderResult> {
  private static final String SYSTEM = "system";

  private final Venues venues;
  private final Partitions partitions;
  private final Ids ids;
  private final SteadyClock clock;

  OrderKind(Venues venues, Partitions partitions, Ids ids, SteadyClock clock) {
    this.venues = venues;
    this.partitions = partitions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "order.step";
  }

  @Override
  public TenantId tenantOf(OrderWrite write) {
    return write.account().tenant();
  }

  @Override
  public List<OrderResult> apply(Tx tx, List<OrderWrite> writes) throws SQLException {
    // Asked in one round, in this order: what follows the lock of the accounts is read under it.
    var fences = partitions.askFences(tx, fences(writes));
    var exposures =
        Exposures.ask(
            tx,
            writes.stream()
                .map(
                    write -> new Exposures.Key(write.account().tenant(), write.account().account()))
                .toList());
    var locating = Locating.ask(tx, writes);
    var known = new HashMap<KeyScope, CommandRow>();
    var commands = askCommands(tx, writes);
    var batch = new OrderBatch(tx);
    var named = batch.ask(named(writes));
    if (exposures.settle()) {
      named = batch.ask(named(writes));
    }
    locating.settle();
    for (var row : commands.get()) {
      known.put(row.scope(), row);
    }
    batch.take(named);
    var found = keys(writes, locating, known);
    found.removeIf(batch::has);
    batch.take(batch.ask(found));
    var held = Set.copyOf(fences.get());
    var attempts = new Attempts(tx);
    var results = new ArrayList<OrderResult>(writes.size());
    var parts = new ArrayList<PartTable.PartRow>();
    for (var write : writes) {
      results.add(
          switch (write) {
            case OrderWrite.Steps steps -> {
              var lease = steps.lease();
              yield lease != null && !held.contains(lease.partition())
                  ? new OrderResult.Fenced()
                  : withParts(parts, steps, steps(tx, steps, batch, locating, attempts));
            }
            case OrderWrite.NewCommand command ->
                command(tx, command, batch, exposures, known, attempts);
          });
    }
    batch.flush(exposures, clock.now());
    PartTable.insert(tx, parts);
    attempts.flush();
    return withFinalRows(results, batch);
  }

  /** Notes the orders that a broker shows as parts of one of ours. */
  private static OrderResult withParts(
      List<PartTable.PartRow> parts, OrderWrite.Steps steps, OrderResult result) {
    if (result instanceof OrderResult.Applied applied) {
      for (var input : steps.inputs()) {
        var report = reportIn(input);
        for (var part : report == null ? List.<OrderReport>of() : report.legs()) {
          parts.add(
              new PartTable.PartRow(
                  applied.order().tenant(),
                  applied.order().account(),
                  part.brokerOrderId(),
                  applied.order().id()));
        }
      }
    }
    return result;
  }

  private static @Nullable OrderReport reportIn(Input input) {
    return switch (input) {
      case Input.Reported reported -> reported.report();
      case Input.Ended(_, CommandOutcome.Accepted(_, var report), _, _) -> report;
      default -> null;
    };
  }

  private static Map<Integer, Long> fences(List<OrderWrite> writes) {
    var fences = new HashMap<Integer, Long>();
    for (var write : writes) {
      if (write instanceof OrderWrite.Steps steps && steps.lease() != null) {
        fences.merge(steps.lease().partition(), steps.lease().fence(), Math::min);
      }
    }
    return fences;
  }

  private static Tx.Answer<CommandRow> askCommands(Tx tx, List<OrderWrite> writes) {
    var scopes = new HashSet<KeyScope>();
    for (var write : writes) {
      if (write instanceof OrderWrite.NewCommand command) {
        scopes.add(command.scope());
      }
    }
    return scopes.isEmpty() ? List::of : CommandTable.byScopes(tx, scopes);
  }

  /** The orders that the writes name by our id. */
  private static Set<OrderKey> named(List<OrderWrite> writes) {
    var named = new HashSet<OrderKey>();
    for (var write : writes) {
      var tenant = write.account().tenant();
      switch (write) {
        case OrderWrite.Steps steps when steps.where() instanceof Locator.ById where ->
            named.add(new OrderKey(tenant, where.order()));
        case OrderWrite.Steps _ -> {}
        case OrderWrite.NewCommand command -> named.add(new OrderKey(tenant, command.order()));
      }
    }
    return named;
  }

  private static Set<OrderKey> keys(
      List<OrderWrite> writes, Locating locating, Map<KeyScope, CommandRow> known) {
    var keys = new HashSet<OrderKey>();
    for (var write : writes) {
      switch (write) {
        case OrderWrite.Steps steps -> {
          var key = locating.find(steps.account(), steps.where());
          if (key != null) {
            keys.add(key);
          }
        }
        case OrderWrite.NewCommand command ->
            keys.add(new OrderKey(command.account().tenant(), command.order()));
      }
    }
    known.values().forEach(row -> keys.add(new OrderKey(row.tenant(), row.order())));
    return keys;
  }

  private OrderResult steps(
      Tx tx, OrderWrite.Steps steps, OrderBatch batch, Locating locating, Attempts attempts)
      throws SQLException {
    var key = locating.find(steps.account(), steps.where());
    var entry = key == null ? null : batch.find(key);
    if (entry == null) {
      entry = imported(tx, steps, batch, locating);
    }
    if (entry == null) {
      return new OrderResult.Missing();
    }
    var effects = new ArrayList<Effect>();
    var shown = entry.row.life().state();
    var fence = steps.lease() == null ? 0 : steps.lease().fence();
    for (var input : steps.inputs()) {
      effects.addAll(step(tx, steps.account(), entry, input, new Origin(SYSTEM, fence), attempts));
    }
    for (var link : entry.aggregate.links()) {
      locating.learn(entry.row.account(), link.brokerOrderId(), entry.row.id());
    }
    return applied(steps.account(), entry, effects, shown, 0);
  }

  private @Nullable Entry imported(
      Tx tx, OrderWrite.Steps steps, OrderBatch batch, Locating locating) {
    if (!(steps.where() instanceof Locator.ByBroker where) || where.report() == null) {
      return null;
    }
    var order =
        ExternalOrders.of(steps.account(), where.report(), ids.next(), clock.now()).orElse(null);
    if (order == null) {
      return null;
    }
    // Sequence 1 is the import itself; the report that follows tells the state.
    var entry = batch.add(order);
    tx.append(OrderPayload.fact(order, OrderFacts.IMPORTED, 1, Map.of(), SYSTEM));
    locating.learn(order.account(), where.brokerOrderId(), order.id());
    return entry;
  }

  /** Who brings an input, and under which fence if a lane does. */
  private record Origin(String actor, long fence) {}

  private List<Effect> step(
      Tx tx, AccountRef account, Entry entry, Input input, Origin origin, Attempts attempts)
      throws SQLException {
    var before = entry.aggregate;
    var step = OrderLifecycle.step(before, input);
    entry.aggregate = step.next();
    entry.row = entry.row.with(respecified(entry.row.spec(), before, step.next()));
    entry.row = entry.row.with(step.next().life());
    attempts.note(entry.row, before, step.next(), input, origin.fence());
    for (var effect : step.effects()) {
      switch (effect) {
        case Effect.Tell tell -> tx.append(OrderPayload.fact(entry.row, tell, origin.actor()));
        case Effect.Book book -> book(tx, account, entry.row, book.fill(), input);
        case Effect.CancelLate _, Effect.AskBroker _, Effect.AwaitExecutions _, Effect.Alarm _ -> {
          // Done by the shell once this is committed.
        }
      }
    }
    return step.effects();
  }

  /** The order with what the replaces that took effect in a step changed of it. */
  private static OrderSpec respecified(
      OrderSpec spec,
      io.brokerway.engine.orders.core.OrderAggregate before,
      io.brokerway.engine.orders.core.OrderAggregate after) {
    var changed = spec;
    for (var command : after.commands()) {
      var change = command.change();
      var wasDone =
          before
              .command(command.number())
              .filter(earlier -> earlier.state() == CommandState.DONE)
              .isPresent();
      if (command.state() == CommandState.DONE && !wasDone && change != null) {
        changed = changed.with(change);
      }
    }
    return changed;
  }

  private void book(Tx tx, AccountRef account, OrderRow order, Fill fill, Input input)
      throws SQLException {
    var told = input instanceof Input.Executed executed ? executed.execution() : null;
    var instrument = told != null ? told.instrument() : order.spec().instrument();
    if (instrument == null || (fill.kind() == Execution.Kind.FILL && fill.change().signum() == 0)) {
      return;
    }
    venues.book(
        tx,
        account,
        new Execution(
            fill.kind(),
            account.brokerKey(),
            fill.brokerOrderId(),
            fill.executionId() == null ? fill.identity() : fill.executionId(),
            fill.referenceId(),
            instrument,
            told != null ? told.side() : order.spec().side(),
            fill.kind() == Execution.Kind.FILL ? fill.change() : fill.quantity(),
            fill.price(),
            fill.through(),
            fill.fee(),
            fill.executedAt(),
            fill.source(),
            fill.synthesised()));
  }

  private OrderResult command(
      Tx tx,
      OrderWrite.NewCommand wanted,
      OrderBatch batch,
      Exposures exposures,
      Map<KeyScope, CommandRow> known,
      Attempts attempts)
      throws SQLException {
    var earlier = known.get(wanted.scope());
    if (earlier != null) {
      return again(tx, wanted, earlier, batch);
    }
    var entry = batch.find(new OrderKey(wanted.account().tenant(), wanted.order()));
    if (entry == null) {
      return new OrderResult.Missing();
    }
    if (entry.row.life().isFinal()) {
      return new OrderResult.NotOpen(entry.row, null);
    }
    var shown = entry.row.life().state();
    var command = judged(tx, wanted, entry, exposures);
    var row = row(wanted, entry, command, exposures);
    entry.commands.put(command.number(), row);
    if (wanted.kind() == CommandKind.REPLACE) {
      batch.keepPlace(OrderKey.of(entry.row));
    }
    var effects =
        step(
            tx,
            wanted.account(),
            entry,
            new Input.Asked(command, wanted.at()),
            new Origin(wanted.actor(), 0),
            attempts);
    OrderBatch.expose(entry, exposures);
    batch.keepReply(row);
    known.put(wanted.scope(), row);
    return applied(wanted.account(), entry, effects, shown, command.number());
  }

  private static OrderResult again(
      Tx tx, OrderWrite.NewCommand wanted, CommandRow earlier, OrderBatch batch)
      throws SQLException {
    if (!earlier.fingerprint().equals(wanted.fingerprint())) {
      return new OrderResult.Conflict(earlier.fingerprint());
    }
    var entry = batch.find(new OrderKey(earlier.tenant(), earlier.order()));
    return entry == null
        ? new OrderResult.Missing()
        : new OrderResult.Replayed(Replies.of(tx, earlier, entry.row), earlier);
  }

  private Command judged(Tx tx, OrderWrite.NewCommand wanted, Entry entry, Exposures exposures)
      throws SQLException {
    var command =
        Command.queued(
                entry.nextCommandNumber(),
                wanted.kind(),
                wanted.clientOrderId(),
                wanted.change(),
                wanted.sendBefore(),
                wanted.at())
            .binding(wanted.extraCash());
    if (wanted.kind() != CommandKind.REPLACE) {
      return command;
    }
    var refusals = new ArrayList<>(wanted.refusals());
    var holding = holding(tx, wanted.account(), entry.row.spec());
    refusals.addAll(
        ReplaceChecks.check(wanted, entry.row, entry.aggregate.commands(), exposures, holding));
    return refusals.isEmpty() ? command : command.denied(List.<Refusal>copyOf(refusals));
  }

  /**
   * What the account holds of what the order sells; absent if unknown or if it sells no holding.
   */
  private @Nullable BigDecimal holding(Tx tx, AccountRef account, OrderSpec spec)
      throws SQLException {
    var instrument = spec.instrument();
    if (instrument == null || !Sells.sellsHolding(spec)) {
      return null;
    }
    var holding = venues.holding(tx, account, instrument);
    return holding.freshness().asOf() == null ? null : holding.quantity();
  }

  private static CommandRow row(
      OrderWrite.NewCommand wanted, Entry entry, Command command, Exposures exposures) {
    var key = new Exposures.Key(wanted.account().tenant(), wanted.account().account());
    var numbered = exposures.get(key).numbered();
    exposures.put(key, numbered);
    return new CommandRow(
        wanted.scope(),
        entry.row.id(),
        entry.row.account(),
        wanted.fingerprint(),
        wanted.actor(),
        command,
        new CommandRow.LanePlace(wanted.partition(), wanted.lane(), numbered.laneSequence()),
        null,
        wanted.at());
  }

  private static OrderResult.Applied applied(
      AccountRef account, Entry entry, List<Effect> effects, OrderState shown, int newCommand) {
    return new OrderResult.Applied(
        account,
        entry.row,
        entry.aggregate,
        entry.commandRows(),
        effects,
        entry.row.life().state() != shown || entry.readRow == null,
        newCommand);
  }

  /** A command's answer shows the order as the batch left it, the same as its replay will. */
  private static List<OrderResult> withFinalRows(List<OrderResult> results, OrderBatch batch) {
    return results.stream()
        .map(result -> {
          if (!(result instanceof OrderResult.Applied applied) || applied.newCommand() == 0) {
            return result;
          }
          var entry = batch.find(OrderKey.of(applied.order()));
          return entry == null
              ? result
              : new OrderResult.Applied(
                  applied.account(),
                  entry.row,
                  entry.aggregate,
                  entry.commandRows(),
                  applied.effects(),
                  applied.stateChanged(),
                  applied.newCommand());
        })
        .toList();
  }
}
