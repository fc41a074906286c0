package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.KillPoint;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.KillSwitch;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Partitions;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt: its row is committed before the first byte may leave, its outcome after. What
 * is not heard stays unknown. Thread-safe.
 */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 5;

  private final Database database;
  private final Venues venues;
  private final OrderJournal journal;
  private final KillSwitch killSwitch;
  private final OrderSettings settings;
  private final SteadyClock clock;
  private final OrderMeters meters;
  private final AtomicLong inFlight = new AtomicLong();
  private final Throughput processed;
  private final KnownBefore knownBefore;
  private volatile boolean closed;

  Sender(
      Database database,
      Venues venues,
      OrderJournal journal,
      KillSwitch killSwitch,
      OrderSettings settings,
      SteadyClock clock,
      OrderMeters meters) {
    this.database = database;
    this.venues = venues;
    this.journal = journal;
    this.killSwitch = killSwitch;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
    this.processed = new Throughput(clock);
    this.knownBefore = new KnownBefore(database, venues);
  }

  /** A command to be sent. */
  record Work(AccountRef account, UUID order, int number, CommandRow.LanePlace lane) {}

  long inFlight() {
    return inFlight.get();
  }

  long processedPerMinute() {
    return processed.lastMinute();
  }

  void close() {
    closed = true;
  }

  /**
   * Tries a command once.
   *
   * @param resend whether this is the one resend of a place of unknown outcome
   * @return the order after it; empty if this node may not send
   */
  Optional<Applied> attempt(Work work, boolean resend) {
    var fence = database.partitions().fence(work.lane().partition());
    if (fence == 0 || closed) {
      return Optional.empty();
    }
    var lease = new OrderWrite.Lease(work.lane().partition(), fence);
    var begun =
        journal.step(
            work.account(),
            work.order(),
            lease,
            new Input.Begin(work.number(), resend, clock.now()));
    if (begun.isEmpty() || !begun.get().is(work.number(), CommandState.SENDING)) {
      return begun;
    }
    KillPoint.K5.reached();
    inFlight.incrementAndGet();
    try {
      var command = begun.get().command(work.number()).orElseThrow().command();
      var leave = new Leave(work, command, fence);
      var input = send(begun.get(), command, leave);
      meters.ended(work.account(), command.kind(), input);
      KillPoint.K8.reached();
      var after = record(work, lease, input);
      KillPoint.K9.reached();
      return after;
    } finally {
      inFlight.decrementAndGet();
      processed.count();
    }
  }

  /** Under which this node drives an account's lane now; empty if it does not. */
  Optional<OrderWrite.Lease> lease(AccountRef account) {
    var partition = Partitions.partitionOf(Dispatcher.laneKey(account));
    var fence = database.partitions().fence(partition);
    return fence == 0 || closed
        ? Optional.empty()
        : Optional.of(new OrderWrite.Lease(partition, fence));
  }

  /** The leave to send of what the gateway does of its own accord under a lease. */
  Attempt leave(OrderWrite.Lease lease) {
    return new Attempt() {
      @Override
      public Optional<byte[]> state() {
        return Optional.empty();
      }

      @Override
      public void save(byte[] state) {
        throw new BrokerException.Unsupported("a cancel of the gateway's own keeps no state");
      }

      @Override
      public void beforeFirstByte() {
        if (!holds(lease)) {
          throw new SendRefused("this node's lease of the lane ran out");
        }
      }
    };
  }

  private boolean holds(OrderWrite.Lease lease) {
    return !closed
        && database.partitions().fence(lease.partition()) == lease.fence()
        && database.partitions().leaseHolds(settings.leaseMargin());
  }

  /** An outcome that cannot be stored as it is leaves the command unknown, to be asked about. */
  private Optional<Applied> record(Work work, OrderWrite.Lease lease, Input input) {
    try {
      return journal.stepSurely(work.account(), work.order(), lease, () -> closed, input);
    } catch (StorageUnavailable | StorageOverloaded e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error(
          "an outcome could not be stored: order={} command={}", work.order(), work.number(), e);
      return journal.stepSurely(
          work.account(),
          work.order(),
          lease,
          () -> closed,
          new Input.Orphaned(work.number(), clock.now()));
    }
  }

  private Input send(Applied order, Command command, Leave leave) {
    var number = command.number();
    try {
      var broker = venues.broker(order.account().connection());
      if (command.kind() == CommandKind.PLACE && knownBefore.isNeeded(order.account())) {
        knownBefore.keep(order, command);
      }
      var outcome = call(broker, order, command, leave);
      if (leave.withheld() != null && outcome instanceof CommandOutcome.NotSent) {
        return withheld(number, leave);
      }
      return new Input.Ended(number, outcome, retryAt(command, outcome), clock.now());
    } catch (Attempt.SendRefused e) {
      return withheld(number, leave);
    } catch (BrokerException.Unsupported e) {
      if (leave.mayBeSent()) {
        return failed(command, leave, e);
      }
      return new Input.Withheld(
          number, "the broker's adapter refused it: " + words(e), clock.now());
    } catch (BrokerException.LoginNeeded | ConnectionException | KnownBefore.Unread e) {
      if (leave.mayBeSent()) {
        return failed(command, leave, e);
      }
      var outcome = new CommandOutcome.NotSent(words(e), settings.notSentRetry());
      return new Input.Ended(number, outcome, retryAt(command, outcome), clock.now());
    } catch (RuntimeException e) {
      return failed(command, leave, e);
    }
  }

  private CommandOutcome call(Broker broker, Applied order, Command command, Leave leave) {
    return switch (command.kind()) {
      case PLACE -> broker.placeOrder(newOrder(order), leave);
      case REPLACE -> {
        var change = command.change();
        if (change == null) {
          throw new IllegalStateException("a replace without a change");
        }
        var id = command.clientOrderId() == null ? "" : command.clientOrderId();
        yield broker.replaceOrder(new ReplaceOrder(reference(order), id, change), leave);
      }
      case CANCEL -> broker.cancelOrder(reference(order), leave);
    };
  }

  private static io.brokerway.broker.order.NewOrder newOrder(Applied order) {
    return order
        .order()
        .spec()
        .toNewOrder(order.account().brokerKey(), order.order().clientOrderId());
  }

  /** All that finds an order at its broker. */
  OrderRef reference(Applied order) {
    var placed = order.commands().stream().findFirst().map(CommandRow::command);
    var clientOrderId = order.order().clientOrderId();
    for (var row : order.commands()) {
      var command = row.command();
      if (command.kind() == CommandKind.REPLACE
          && command.state() == CommandState.DONE
          && command.clientOrderId() != null) {
        clientOrderId = command.clientOrderId();
      }
    }
    var brokerOrderId = order.order().life().brokerOrderId();
    return new OrderRef(
        order.account().brokerKey(),
        clientOrderId.isEmpty() ? null : clientOrderId,
        brokerOrderId,
        clientOrderId.isEmpty() ? null : newOrder(order),
        placed.map(Command::sentAt).orElse(null),
        brokerOrderId == null ? knownBefore.of(order) : Set.of());
  }

  private Input withheld(int number, Leave leave) {
    var why = leave.withheld() == null ? "the sender gave no leave" : leave.withheld();
    return leave.tooOld()
        ? new Input.Expired(number, why, clock.now())
        : leave.leaseLost()
            ? new Input.Ended(
                number,
                new CommandOutcome.NotSent(why, settings.notSentRetry()),
                clock.now().plus(settings.notSentRetry()),
                clock.now())
            : new Input.Withheld(number, why, clock.now());
  }

  private Input failed(Command command, Leave leave, RuntimeException e) {
    LOG.error("handling a command threw: command={} kind={}", command.number(), command.kind(), e);
    var poisoned = command.failures() + 1 >= settings.poisonAfter();
    var retryAt = clock.now().plus(settings.notSentRetry());
    return new Input.Threw(
        command.number(),
        words(e),
        leave.mayBeSent(),
        poisoned,
        command.isTooOld(retryAt) ? null : retryAt,
        clock.now());
  }

  /** When an unsent command may be tried again; absent if it is too old then. */
  private @Nullable Instant retryAt(Command command, CommandOutcome outcome) {
    if (!(outcome instanceof CommandOutcome.NotSent notSent)) {
      return null;
    }
    var own =
        settings
            .notSentRetry()
            .multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, command.attempts() - 1)));
    var wait = own.compareTo(LONGEST_BACKOFF) < 0 ? own : LONGEST_BACKOFF;
    if (notSent.retryAfter().compareTo(wait) > 0) {
      wait = notSent.retryAfter();
    }
    var at = clock.now().plus(wait);
    return command.isTooOld(at) ? null : at;
  }

  private static String words(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** One attempt's notes and its leave to send. */
  private final class Leave implements Attempt {
    private final Work work;
    private final Command command;
    private final long fence;
    private volatile boolean given;
    private volatile boolean tooOld;
    private volatile boolean leaseLost;
    private volatile @Nullable String withheld;

    Leave(Work work, Command command, long fence) {
      this.work = work;
      this.command = command;
      this.fence = fence;
    }

    boolean mayBeSent() {
      return given;
    }

    boolean tooOld() {
      return tooOld;
    }

    boolean leaseLost() {
      return leaseLost;
    }

    @Nullable String withheld() {
      return withheld;
    }

    @Override
    public Optional<byte[]> state() {
      if (command.attempts() == 1) {
        // A first try never saved anything; asking would cost the fast way a query.
        return saved();
      }
      return saved().or(this::stored);
    }

    private byte @Nullable [] own;

    private Optional<byte[]> saved() {
      return Optional.ofNullable(own).map(byte[]::clone);
    }

    private Optional<byte[]> stored() {
      return database.readSystem(
          tx -> Attempts.state(tx, work.account().tenant(), work.order(), work.number()));
    }

    @Override
    public void save(byte[] state) {
      var kept = state.clone();
      database.inSystem(tx -> {
        Attempts.save(
            tx, work.account().tenant(), work.order(), work.number(), command.attempts(), kept);
        return null;
      });
      own = kept;
    }

    @Override
    public void beforeFirstByte() {
      if (closed) {
        leaseLost = true;
        refuse("this node is shutting down");
      }
      if (!holds(new OrderWrite.Lease(work.lane().partition(), fence))) {
        leaseLost = true;
        refuse("this node's lease of the lane ran out");
      }
      if (command.isTooOld(clock.now())) {
        tooOld = true;
        refuse("it grew too old before it could be sent");
      }
      if (command.kind() != CommandKind.CANCEL) {
        var account = work.account();
        killSwitch
            .holding(account.tenant(), account.user().value(), account.connection())
            .ifPresent(scope -> refuse(KillSwitch.refusal(scope).sentence()));
      }
      given = true;
      meters.leaving(work.account(), work.order(), command.kind());
    }

    private void refuse(String why) {
      withheld = why;
      throw new SendRefused(why);
    }
  }
}
