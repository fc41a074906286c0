package io.brokerway.engine.orders;

import io.brokerway.broker.KillPoint;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.OrderFacts;
import io.brokerway.engine.orders.core.OrderLife;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Cost;
import io.brokerway.engine.risk.Demand;
import io.brokerway.engine.risk.ExposureChecks;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.risk.KillSwitch;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.storage.WriteKind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes new orders, a batch at a time: keys are looked up, the accounts' exposure is locked, the
 * orders are judged one after the other in order of arrival, and all is written set by set.
 */
final class PlaceKind implements WriteKind<PlaceWrite, PlaceResult> {
  private final Venues venues;
  private final Covers covers;
  private final RiskLimits limits;

  PlaceKind(Venues venues, RiskLimits limits) {
    this.venues = venues;
    this.covers = new Covers(venues);
    this.limits = limits;
  }

  @Override
  public String name() {
    return "order.place";
  }

  @Override
  public TenantId tenantOf(PlaceWrite write) {
    return write.scope().tenant();
  }

  @Override
  public List<PlaceResult> apply(Tx tx, List<PlaceWrite> writes) throws SQLException {
    // Asked together: the batch waits for the database once before it judges, once to write.
    var commands = CommandTable.byScopes(tx, scopes(writes));
    var switches = KillSwitch.read(tx);
    var exposures = Exposures.lock(tx, writes.stream().map(PlaceKind::account).toList());
    var pressed = switches.get();
    var answered = answered(tx, commands.get());
    var results = new ArrayList<PlaceResult>(writes.size());
    var orders = new ArrayList<OrderRow>();
    var places = new ArrayList<CommandRow>();
    for (var write : writes) {
      var twin = answered.get(write.scope());
      if (twin != null) {
        results.add(again(write, twin));
        continue;
      }
      var demand = demand(tx, write, exposures, orders);
      var refusals = refusals(tx, write, demand, exposures, pressed, orders);
      var stored = store(write, demand, refusals, exposures);
      orders.add(stored.order());
      places.add(stored.command());
      answered.put(write.scope(), new Answered(stored.order(), write.fingerprint()));
      results.add(stored);
    }
    OrderTable.insert(tx, orders);
    CommandTable.insert(tx, places);
    exposures.write();
    for (var i = 0; i < orders.size(); i++) {
      append(tx, orders.get(i), places.get(i).actor());
    }
    KillPoint.K2.reached();
    return results;
  }

  /** An order that a key led to before. */
  private record Answered(OrderRow order, Fingerprint fingerprint) {}

  private static List<KeyScope> scopes(List<PlaceWrite> writes) {
    return writes.stream().map(PlaceWrite::scope).distinct().toList();
  }

  private static Map<KeyScope, Answered> answered(Tx tx, List<CommandRow> commands)
      throws SQLException {
    if (commands.isEmpty()) {
      return new HashMap<>();
    }
    var orders = new HashMap<OrderKey, OrderRow>();
    var keys =
        commands.stream().map(row -> new OrderKey(row.tenant(), row.order())).distinct().toList();
    for (var order : OrderTable.byIds(tx, keys).get()) {
      orders.put(OrderKey.of(order), order);
    }
    var answered = new HashMap<KeyScope, Answered>();
    for (var command : commands) {
      var order = orders.get(new OrderKey(command.tenant(), command.order()));
      if (order != null) {
        answered.put(
            command.scope(), new Answered(Replies.of(tx, command, order), command.fingerprint()));
      }
    }
    return answered;
  }

  private static PlaceResult again(PlaceWrite write, Answered known) {
    return write.fingerprint().equals(known.fingerprint())
        ? new PlaceResult.Replayed(known.order().asAccepted())
        : new PlaceResult.Conflict(known.fingerprint());
  }

  private List<Refusal> refusals(
      Tx tx,
      PlaceWrite write,
      Demand demand,
      Exposures exposures,
      List<KillSwitch.Target> pressed,
      List<OrderRow> sofar)
      throws SQLException {
    var refusals = new ArrayList<>(write.refusals());
    KillSwitch.holding(
            pressed, write.scope().tenant(), write.scope().user(), write.account().connection())
        .map(KillSwitch::refusal)
        .ifPresent(refusals::add);
    var key = account(write);
    var counted = exposures.get(key).counted(write.at());
    exposures.put(key, counted);
    var order = newOrder(write);
    refusals.addAll(
        ExposureChecks.check(
            counted,
            demand,
            sellable(tx, write, order, exposures),
            write.account().currency(),
            limits));
    if (write.duplicateWindow().isPositive() && Duplicates.exist(tx, write, sofar)) {
      refusals.add(
          new Refusal(
              Refusal.Code.DUPLICATE_ORDER,
              "",
              "An equal order was placed less than %d ms ago."
                  .formatted(write.duplicateWindow().toMillis())));
    }
    return refusals;
  }

  private Demand demand(Tx tx, PlaceWrite write, Exposures exposures, List<OrderRow> ofThisBatch)
      throws SQLException {
    var order = newOrder(write);
    var exposure = exposures.get(account(write));
    return covers.eased(
        tx, write.account(), order, demand(order, write.cost()), exposure, ofThisBatch);
  }

  static Demand demand(NewOrder order, @Nullable BigDecimal cost) {
    var instrument = order.instrument();
    return new Demand(
        cost == null ? BigDecimal.ZERO : cost,
        instrument != null && instrument.assetClass() == AssetClass.CRYPTO,
        Cost.sellsHolding(order) ? Sells.units(order.quantity()) : null,
        true);
  }

  private @Nullable BigDecimal sellable(
      Tx tx, PlaceWrite write, NewOrder order, Exposures exposures) throws SQLException {
    var instrument = order.instrument();
    if (!Cost.sellsHolding(order) || instrument == null) {
      return null;
    }
    var holding = venues.holding(tx, write.account(), instrument);
    if (holding.freshness().asOf() == null) {
      return null;
    }
    return holding.quantity().subtract(exposures.boundBySells(account(write), instrument.key()));
  }

  private static PlaceResult.Stored store(
      PlaceWrite write, Demand demand, List<Refusal> refusals, Exposures exposures) {
    var allowed = refusals.isEmpty();
    var cash = allowed ? demand.cash() : BigDecimal.ZERO;
    var key = account(write);
    var sequence = exposures.get(key).laneSequence();
    if (allowed) {
      var moved = exposures.get(key).moved(cash, 1).numbered();
      exposures.put(key, moved);
      sequence = moved.laneSequence();
      Sells.bind(exposures, key, write.spec());
    }
    var base = allowed ? OrderState.PENDING_NEW : OrderState.DENIED;
    var spec = write.spec();
    var order =
        new OrderRow(
            write.scope().tenant(),
            write.id(),
            write.scope().user(),
            write.account().account(),
            OrderOrigin.CLIENT,
            spec,
            write.clientOrderId(),
            write.scope().key(),
            write.maxAge(),
            refusals,
            write.at(),
            OrderLife.begun(base, spec.side(), spec.units(), cash, 1, write.at()));
    var queued =
        Command.queued(
            1,
            CommandKind.PLACE,
            allowed ? write.clientOrderId() : null,
            null,
            write.at().plus(write.maxAge()),
            write.at());
    var command =
        new CommandRow(
            write.scope(),
            write.id(),
            write.account().account(),
            write.fingerprint(),
            write.actor(),
            allowed ? queued : queued.denied(List.of()),
            new CommandRow.LanePlace(write.partition(), write.lane(), sequence),
            null,
            write.at());
    return new PlaceResult.Stored(order, command);
  }

  private static void append(Tx tx, OrderRow order, String actor) {
    var type = order.life().base() == OrderState.DENIED ? OrderFacts.DENIED : OrderFacts.ACCEPTED;
    tx.append(OrderPayload.fact(order, type, 1, Map.of(), actor));
  }

  private static Exposures.Key account(PlaceWrite write) {
    return new Exposures.Key(write.scope().tenant(), write.account().account());
  }

  static NewOrder newOrder(PlaceWrite write) {
    return write.spec().toNewOrder(write.account().brokerKey(), write.clientOrderId());
  }
}
