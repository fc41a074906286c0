package io.brokerway.engine.orders;

import io.brokerway.broker.KillPoint;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderIdentity.IdFormat;
import io.brokerway.engine.events.EventFilter;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.CapabilityChecks;
import io.brokerway.engine.risk.Cost;
import io.brokerway.engine.risk.ExposureChecks;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.risk.KillSwitch;
import io.brokerway.engine.risk.OrderChecks;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.risk.RiskVerdict;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Partitions;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where orders come in and are looked at. Everything is loaded through its owner: what is another's
 * is not found. Thread-safe; calls block until what they answer is durable.
 */
public final class OrderDesk {
  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
  private static final int MOST_EVENTS = 1_000;
  private static final IdFormat ANY_FORMAT = new IdFormat(IdFormat.Alphabet.BASE36, 28);

  private final Database database;
  private final EventLog log;
  private final Venues venues;
  private final OrderJournal journal;
  private final PlaceKind places;
  private final Dispatcher dispatcher;
  private final Surroundings surroundings;
  private final ClosingOrders closing;
  private final Covers covers;
  private final ClientOrderIds clientOrderIds;
  private final KillSwitch killSwitch;
  private final RiskLimits limits;
  private final OrderSettings settings;
  private final SteadyClock clock;
  private final OrderMeters meters;
  private final OrderReads reads = new OrderReads();
  private final Waiters waiters = new Waiters();
  private final ConcurrentMap<KeyScope, Fingerprint> running = new ConcurrentHashMap<>();

  OrderDesk(
      Database database,
      EventLog log,
      Venues venues,
      OrderJournal journal,
      PlaceKind places,
      Dispatcher dispatcher,
      ClientOrderIds clientOrderIds,
      KillSwitch killSwitch,
      RiskLimits limits,
      OrderSettings settings,
      SteadyClock clock,
      OrderMeters meters) {
    this.database = database;
    this.log = log;
    this.venues = venues;
    this.journal = journal;
    this.places = places;
    this.dispatcher = dispatcher;
    this.surroundings = new Surroundings(venues, limits, clock);
    this.closing = new ClosingOrders(database, venues);
    this.covers = new Covers(venues);
    this.clientOrderIds = clientOrderIds;
    this.killSwitch = killSwitch;
    this.limits = limits;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
    journal.onApplied(applied -> waiters.moved(applied.order().id()));
  }

  /**
   * Takes an order. Durable when this returns: as {@code PENDING_NEW}, or as {@code DENIED} with
   * every reason.
   *
   * @throws OrderException.IdempotencyConflict if the key was used with another body
   * @throws OrderException.InProgress if a twin is still running
   */
  public Placed place(Caller caller, PlaceOrder request) {
    var account = venues.account(caller.tenant(), caller.user(), request.account());
    var scope = KeyScope.of(caller, request.idempotencyKey());
    var fingerprint = Fingerprint.of(request);
    return once(scope, fingerprint, () -> placed(caller, account, request, scope, fingerprint));
  }

  private Placed placed(
      Caller caller,
      AccountRef account,
      PlaceOrder request,
      KeyScope scope,
      Fingerprint fingerprint) {
    var write = write(caller, account, request, scope, fingerprint);
    var result = database.writer().write(places, write);
    meters.placed(account, result);
    KillPoint.K3.reached();
    return answer(account, result);
  }

  /**
   * Closes a position, or a part of it, by an order like any other. What is held counts at the
   * first request of a key; a repeated one gives the same order, whatever is held by then.
   *
   * @throws OrderException.NothingToClose if nothing, or too little, is held
   * @throws OrderException.IdempotencyConflict if the key was used with another body
   */
  public Placed close(Caller caller, ClosePosition request) {
    var account = venues.account(caller.tenant(), caller.user(), request.account());
    var scope = KeyScope.of(caller, request.idempotencyKey());
    var fingerprint = Fingerprint.of(request);
    return once(
        scope,
        fingerprint,
        () -> {
          var earlier = earlier(caller, scope, fingerprint);
          if (earlier.isPresent()) {
            return answer(account, earlier.get());
          }
          var order =
              new PlaceOrder(
                  request.idempotencyKey(), request.account(), closing.of(account, request), null);
          return placed(caller, account, order, scope, fingerprint);
        });
  }

  /** The orders that keys with a beginning led to on a route, oldest first, as they are now. */
  public List<OrderView> placedUnder(Caller caller, String keyBeginning) {
    return database.readTenant(
        caller.tenant(),
        tx ->
            tx.query(
                "SELECT "
                    + OrderTable.COLUMNS
                    + """
                     FROM orders
                    WHERE (tenant_id, id) IN (
                          SELECT tenant_id, order_id
                            FROM order_command
                           WHERE tenant_id = ? AND user_id = ? AND route = ?
                             AND starts_with(idempotency_key, ?) AND kind = 'PLACE')
                    ORDER BY id
                    LIMIT ?
                    """,
                row -> OrderTable.read(row).view(List.of(), List.of()),
                caller.tenant(),
                caller.user().value(),
                caller.route(),
                keyBeginning,
                OrderFilter.MAX_LIMIT));
  }

  private Optional<PlaceResult> earlier(Caller caller, KeyScope scope, Fingerprint fingerprint) {
    return database.readTenant(
        caller.tenant(),
        tx -> {
          var commands = CommandTable.byScopes(tx, List.of(scope)).get();
          if (commands.isEmpty()) {
            return Optional.<PlaceResult>empty();
          }
          var command = commands.getFirst();
          if (!command.fingerprint().equals(fingerprint)) {
            return Optional.of(new PlaceResult.Conflict(command.fingerprint()));
          }
          var key = new OrderTable.OrderKey(command.tenant(), command.order());
          var order = OrderTable.byIds(tx, List.of(key)).get().getFirst();
          return Optional.of(new PlaceResult.Replayed(Replies.of(tx, command, order).asAccepted()));
        });
  }

  private PlaceWrite write(
      Caller caller,
      AccountRef account,
      PlaceOrder request,
      KeyScope scope,
      Fingerprint fingerprint) {
    var identity = account.capabilities().get().orderIdentity();
    var id = clientOrderIds.of(scope, identity == null ? ANY_FORMAT : identity.format());
    var order = request.spec().toNewOrder(account.brokerKey(), id);
    var view = surroundings.of(account, order);
    var lane = Dispatcher.laneKey(account);
    var window =
        switch (account.environment()) {
          case LIVE -> limits.duplicateWindowLive();
          case PAPER -> limits.duplicateWindowPaper();
        };
    return new PlaceWrite(
        account,
        scope,
        fingerprint,
        caller.actor(),
        database.ids().next(),
        id,
        request.spec(),
        request.maxAge() != null ? request.maxAge() : settings.maxAgeOf(request.spec().terms()),
        lane,
        Partitions.partitionOf(lane),
        OrderChecks.check(order, view, limits),
        Cost.of(order, view.reference(), limits),
        window,
        clock.now());
  }

  private Placed answer(AccountRef account, PlaceResult result) {
    return switch (result) {
      case PlaceResult.Stored stored -> {
        if (stored.command().command().state() == CommandState.QUEUED) {
          dispatcher.hint(account, stored.command());
        }
        yield new Placed(stored.order().asAccepted().view(List.of(), List.of()), false);
      }
      case PlaceResult.Replayed replayed ->
          new Placed(replayed.order().view(List.of(), List.of()), true);
      case PlaceResult.Conflict conflict ->
          throw new OrderException.IdempotencyConflict(conflict.first().hex());
    };
  }

  /** Lets one request of a key through at a time. */
  private <T> T once(KeyScope scope, Fingerprint fingerprint, Supplier<T> work) {
    var twin = running.putIfAbsent(scope, fingerprint);
    if (twin != null) {
      if (twin.equals(fingerprint)) {
        throw new OrderException.InProgress();
      }
      throw new OrderException.IdempotencyConflict(twin.hex());
    }
    try {
      return work.get();
    } finally {
      running.remove(scope);
    }
  }

  /** Tells what {@link #place} would say now; stores nothing. */
  public Preview preview(Caller caller, UUID accountId, OrderSpec spec) {
    var account = venues.account(caller.tenant(), caller.user(), accountId);
    var order = spec.toNewOrder(account.brokerKey(), "preview");
    var view = surroundings.of(account, order);
    var refusals = new ArrayList<>(OrderChecks.check(order, view, limits));
    killSwitch
        .holding(caller.tenant(), caller.user().value(), account.connection())
        .map(KillSwitch::refusal)
        .ifPresent(refusals::add);
    var cost = Cost.of(order, view.reference(), limits);
    var verdict = database.readSystem(tx -> verdict(tx, account, order, cost, refusals));
    return new Preview(spec, verdict, view.reference(), cost == null ? BigDecimal.ZERO : cost);
  }

  private RiskVerdict verdict(
      Tx tx, AccountRef account, NewOrder order, @Nullable BigDecimal cost, List<Refusal> refusals)
      throws SQLException {
    var key = new Exposures.Key(account.tenant(), account.account());
    var exposure = Exposures.peek(tx, key).counted(clock.now());
    var demand =
        covers.eased(tx, account, order, PlaceKind.demand(order, cost), exposure, List.of());
    var all = new ArrayList<>(refusals);
    all.addAll(
        ExposureChecks.check(
            exposure, demand, sellable(tx, account, order), account.currency(), limits));
    return new RiskVerdict(all, demand.cash(), exposure.available(demand.withoutMargin()));
  }

  private @Nullable BigDecimal sellable(Tx tx, AccountRef account, NewOrder order)
      throws SQLException {
    var instrument = order.instrument();
    if (instrument == null || !Cost.sellsHolding(order)) {
      return null;
    }
    var holding = venues.holding(tx, account, instrument);
    var key = new Exposures.Key(account.tenant(), account.account());
    return holding.freshness().asOf() == null
        ? null
        : holding.quantity().subtract(Exposures.peekSells(tx, key, instrument.key()));
  }

  /**
   * Takes a change of a working order; a refusal by the checks is stored and told as a command that
   * is {@code DENIED}.
   *
   * @throws OrderException.NotOpen if the order takes no change any more
   */
  public Commanded replace(Caller caller, ReplaceRequest request) {
    var order = row(caller, request.order());
    var account = venues.account(caller.tenant(), caller.user(), order.account());
    var scope = KeyScope.of(caller, request.idempotencyKey());
    var fingerprint = Fingerprint.of(request);
    return once(
        scope,
        fingerprint,
        () -> {
          var capabilities = account.capabilities().get();
          var identity = capabilities.orderIdentity();
          var id = clientOrderIds.of(scope, identity == null ? ANY_FORMAT : identity.format());
          var refusals =
              new ArrayList<>(CapabilityChecks.checkChange(request.change(), capabilities));
          var extra = judgeChange(account, order, request, refusals);
          var lane = Dispatcher.laneKey(account);
          var at = clock.now();
          return command(
              new OrderWrite.NewCommand(
                  account,
                  order.id(),
                  scope,
                  fingerprint,
                  caller.actor(),
                  CommandKind.REPLACE,
                  request.change(),
                  id,
                  extra,
                  refusals,
                  at.plus(settings.limitMaxAge()),
                  lane,
                  Partitions.partitionOf(lane),
                  at));
        });
  }

  /** Adds the refusals of the changed order and gives what it binds beyond the present one. */
  private BigDecimal judgeChange(
      AccountRef account, OrderRow order, ReplaceRequest request, List<Refusal> refusals) {
    if (!refusals.isEmpty()) {
      return BigDecimal.ZERO;
    }
    OrderSpec changed;
    try {
      changed = order.spec().with(request.change());
    } catch (IllegalArgumentException e) {
      refusals.add(
          new Refusal(Refusal.Code.UNSUPPORTED_REPLACE, "", String.valueOf(e.getMessage())));
      return BigDecimal.ZERO;
    }
    var after = changed.toNewOrder(account.brokerKey(), order.clientOrderId());
    var view = surroundings.of(account, after);
    refusals.addAll(OrderChecks.check(after, view, limits));
    killSwitch
        .holding(order.tenant(), order.user(), account.connection())
        .map(KillSwitch::refusal)
        .ifPresent(refusals::add);
    var before = order.spec().toNewOrder(account.brokerKey(), order.clientOrderId());
    var cost = Cost.of(after, view.reference(), limits);
    var bound = Cost.of(before, view.reference(), limits);
    return cost == null || bound == null ? BigDecimal.ZERO : cost.subtract(bound);
  }

  /**
   * Takes a cancel. An order that was not sent yet is canceled at once, without its broker.
   *
   * @throws OrderException.NotOpen if the order is final
   */
  public Commanded cancel(Caller caller, CancelRequest request) {
    var order = row(caller, request.order());
    var account = venues.account(caller.tenant(), caller.user(), order.account());
    var scope = KeyScope.of(caller, request.idempotencyKey());
    var fingerprint = Fingerprint.of(request);
    var lane = Dispatcher.laneKey(account);
    return once(
        scope,
        fingerprint,
        () ->
            command(
                new OrderWrite.NewCommand(
                    account,
                    order.id(),
                    scope,
                    fingerprint,
                    caller.actor(),
                    CommandKind.CANCEL,
                    null,
                    null,
                    BigDecimal.ZERO,
                    List.of(),
                    null,
                    lane,
                    Partitions.partitionOf(lane),
                    clock.now())));
  }

  /**
   * Cancels the open orders of an account and waits until they are over, at most so long.
   *
   * @param keyBeginning each cancel has it and the order's id as its key, so that the same call
   *     again asks for no second cancel
   * @param spared orders that are left alone
   * @return what is still open then, but for those that are spared
   */
  public List<OrderView> cancelOpen(
      Caller caller, UUID account, Set<UUID> spared, String keyBeginning, Duration atMost) {
    var deadline = clock.now().plus(atMost);
    var open = open(caller, account, spared);
    for (var order : open) {
      try {
        cancel(caller, new CancelRequest(keyBeginning + order.id(), order.id()));
      } catch (OrderException.NotOpen e) {
        LOG.debug("an order ended before it was canceled: order={}", order.id());
      }
    }
    for (var order : open) {
      waiters.await(
          order.id(),
          Duration.between(clock.now(), deadline),
          () -> row(caller, order.id()).life().isFinal());
    }
    return open(caller, account, spared);
  }

  private List<OrderView> open(Caller caller, UUID account, Set<UUID> spared) {
    var all = new ArrayList<OrderView>();
    String next = null;
    do {
      var page = list(caller, new OrderFilter(account, true, OrderFilter.MAX_LIMIT, next));
      all.addAll(page.orders());
      next = page.nextPageToken();
    } while (next != null);
    all.removeIf(order -> spared.contains(order.id()));
    return all;
  }

  private Commanded command(OrderWrite.NewCommand write) {
    return switch (journal.write(write)) {
      case Applied applied -> {
        var row = applied.command(applied.newCommand()).orElseThrow();
        if (row.command().state() == CommandState.QUEUED) {
          dispatcher.hint(applied.account(), row);
        }
        yield new Commanded(
            applied.order().view(List.of(), List.of()), asAccepted(row, applied.order()), false);
      }
      case OrderResult.Replayed replayed ->
          new Commanded(
              replayed.order().view(List.of(), List.of()),
              asAccepted(replayed.command(), replayed.order()),
              true);
      case OrderResult.Conflict conflict ->
          throw new OrderException.IdempotencyConflict(conflict.first().hex());
      case OrderResult.NotOpen notOpen ->
          throw new OrderException.NotOpen(notOpen.order().id(), notOpen.order().life().state());
      case OrderResult.Missing _, OrderResult.Fenced _ ->
          throw new OrderException.NotFound(write.order());
    };
  }

  /** The command as its first answer showed it, whatever became of it since. */
  private static CommandView asAccepted(CommandRow row, OrderRow orderThen) {
    var command = row.command();
    var state =
        command.state() == CommandState.DENIED
            ? CommandState.DENIED
            : command.kind() == CommandKind.CANCEL && orderThen.life().base() == OrderState.CANCELED
                ? CommandState.DONE
                : CommandState.QUEUED;
    return new CommandView(
        command.number(),
        command.kind(),
        state,
        row.scope().key(),
        command.change(),
        0,
        command.refusals(),
        "",
        row.createdAt(),
        row.createdAt());
  }

  private OrderRow row(Caller caller, UUID order) {
    return database
        .readTenant(
            caller.tenant(), tx -> reads.row(tx, caller.tenant(), caller.user().value(), order))
        .orElseThrow(() -> new OrderException.NotFound(order));
  }

  /** One order with its commands and fills. */
  public OrderView find(Caller caller, UUID order) {
    return database
        .readTenant(
            caller.tenant(), tx -> reads.view(tx, caller.tenant(), caller.user().value(), order))
        .orElseThrow(() -> new OrderException.NotFound(order));
  }

  /** Whose an order of this tenant is; empty if there is none. */
  public Optional<UserId> owner(TenantId tenant, UUID order) {
    return database.readTenant(
        tenant,
        tx ->
            tx.first(
                "SELECT user_id FROM orders WHERE tenant_id = ? AND id = ?",
                row -> new UserId(row.getString("user_id")),
                tenant,
                order));
  }

  /** A user's orders, the newest first. */
  public OrderPage list(Caller caller, OrderFilter filter) {
    return database.readTenant(
        caller.tenant(), tx -> reads.page(tx, caller.tenant(), caller.user().value(), filter));
  }

  /** An order's history, oldest first, after a sequence number, at most 1,000. */
  public List<OrderEvent> events(Caller caller, UUID order, long afterSequence) {
    row(caller, order);
    return log
        .after(caller.tenant(), 0, EventFilter.ofSubject(order.toString()), MOST_EVENTS)
        .stream()
        .filter(event -> event.fact().sequence() > afterSequence)
        .map(event ->
            new OrderEvent(
                event.fact().sequence(),
                event.fact().type(),
                event.fact().actor(),
                event.recordedAt(),
                event.fact().version(),
                event.fact().payload()))
        .toList();
  }

  /**
   * Waits until the broker answered for an order, or it needs a person's decision, at most so long,
   * and gives it as it then is.
   */
  public OrderView await(Caller caller, UUID order, Duration atMost) {
    waiters.await(order, atMost, () -> isAnswered(row(caller, order)));
    return find(caller, order);
  }

  private static boolean isAnswered(OrderRow order) {
    var state = order.life().state();
    return state.isFinal() || state.isWorking() || state == OrderState.NEEDS_DECISION;
  }
}
