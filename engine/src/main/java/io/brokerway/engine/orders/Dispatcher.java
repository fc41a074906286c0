package io.brokerway.engine.orders;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.Sender.Work;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits: one virtual thread per lane that has work, in the order of the lane; cancels
 * beside the lanes, so that none waits behind a submit. Told of work right after its commit; a poll
 * each second finds what no hint told of. Thread-safe.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int MOST_IN_MEMORY = 20_000;
  private static final Duration LONGEST_PARK = Duration.ofMillis(250);
  private static final Duration END_WAIT = Duration.ofSeconds(3);
  private static final long END_LOOK_NANOS = 10_000_000;

  private final Database database;
  private final Venues venues;
  private final OrderJournal journal;
  private final Sender sender;
  private final OrderSettings settings;
  private final SteadyClock clock;
  private final Map<UUID, Lane> lanes = new HashMap<>();
  private final Set<Name> inHand = ConcurrentHashMap.newKeySet();
  private volatile CommandTable.Mark pollFrom = CommandTable.Mark.START;
  private volatile boolean closed;
  private volatile boolean started;

  private record Name(UUID order, int number) {}

  private record Turn(Work work, CommandKind kind) {}

  private static final class Lane {
    final PriorityQueue<Turn> turns =
        new PriorityQueue<>(
            java.util.Comparator.comparingLong((Turn turn) -> turn.work().lane().sequence()));
    boolean running;
  }

  Dispatcher(
      Database database,
      Venues venues,
      OrderJournal journal,
      Sender sender,
      OrderSettings settings,
      SteadyClock clock) {
    this.database = database;
    this.venues = venues;
    this.journal = journal;
    this.sender = sender;
    this.settings = settings;
    this.clock = clock;
    journal.onApplied(this::wake);
  }

  void start() {
    started = true;
  }

  /** The key of the lane that an account's commands wait in. */
  static UUID laneKey(AccountRef account) {
    var lane = account.capabilities().get().lane();
    return lane == Capabilities.Lane.CONNECTION ? account.connection() : account.account();
  }

  /** Tells of a command that was just committed, or was found by the poll. */
  void hint(AccountRef account, CommandRow command) {
    if (!started || closed || !settings.dispatch() || inHand.size() >= MOST_IN_MEMORY) {
      return;
    }
    if (!inHand.add(new Name(command.order(), command.command().number()))) {
      return;
    }
    var work = new Work(account, command.order(), command.command().number(), command.lane());
    var turn = new Turn(work, command.command().kind());
    if (turn.kind() == CommandKind.CANCEL) {
      Thread.ofVirtual().name("cancel").start(() -> runBeside(turn));
      return;
    }
    synchronized (lanes) {
      var lane = lanes.computeIfAbsent(command.lane().key(), _ -> new Lane());
      lane.turns.add(turn);
      if (!lane.running) {
        lane.running = true;
        Thread.ofVirtual().name("lane").start(() -> runLane(command.lane().key(), lane));
      }
    }
  }

  /** An order moved: its changes that waited for that can go now. */
  private void wake(Applied applied) {
    if (applied.order().life().isFinal()) {
      return;
    }
    for (var row : applied.commands()) {
      if (row.command().state() == CommandState.QUEUED
          && row.command().kind() != CommandKind.PLACE
          && applied.order().life().brokerOrderId() != null) {
        hint(applied.account(), row);
      }
    }
  }

  private void runLane(UUID key, Lane lane) {
    while (true) {
      Turn turn;
      synchronized (lanes) {
        turn = lane.turns.poll();
        if (turn == null || closed) {
          lane.running = false;
          lanes.remove(key, lane);
          return;
        }
      }
      run(turn);
    }
  }

  private void runBeside(Turn turn) {
    run(turn);
  }

  private void run(Turn turn) {
    var work = turn.work();
    try {
      var after = tryUntilSettled(work);
      if (after != null && holdsLane(work.account(), after, work.number())) {
        waitUntilSettled(work);
      }
    } catch (RuntimeException e) {
      if (closed) {
        return;
      }
      LOG.warn(
          "a command is left to the poll: order={} command={}", work.order(), work.number(), e);
    } finally {
      inHand.remove(new Name(work.order(), work.number()));
    }
  }

  /** Tries until the command was sent or ended; it waits in its lane between tries. */
  private @org.jspecify.annotations.Nullable Applied tryUntilSettled(Work work) {
    while (!closed) {
      var after = sender.attempt(work, false).orElse(null);
      if (after == null || !after.is(work.number(), CommandState.QUEUED)) {
        return after;
      }
      var command = after.command(work.number()).orElseThrow().command();
      if (command.isTooOld(clock.now())) {
        return journal
            .step(
                work.account(),
                work.order(),
                null,
                new Input.Expired(command.number(), "it grew too old to be sent", clock.now()))
            .orElse(null);
      }
      if (command.notBefore() == null) {
        // A change whose order is not at the broker yet: woken when it is.
        return after;
      }
      park(command.notBefore());
    }
    return null;
  }

  private void park(Instant until) {
    var now = clock.now();
    while (!closed && now.isBefore(until)) {
      var wait = Duration.between(now, until);
      LockSupport.parkNanos((wait.compareTo(LONGEST_PARK) < 0 ? wait : LONGEST_PARK).toNanos());
      now = clock.now();
    }
  }

  /** A broker without any order identity holds its lane while an order is unknown. */
  private static boolean holdsLane(AccountRef account, Applied after, int number) {
    var identity = account.capabilities().get().orderIdentity();
    return identity != null
        && identity.recovery() == OrderIdentity.Recovery.FINGERPRINT_ONLY
        && after.is(number, CommandState.UNKNOWN);
  }

  private void waitUntilSettled(Work work) {
    while (!closed && isUnknown(work)) {
      park(clock.now().plus(LONGEST_PARK));
    }
  }

  private boolean isUnknown(Work work) {
    return database.readSystem(tx ->
        tx.first(
                """
                SELECT state
                  FROM order_command
                 WHERE tenant_id = ? AND order_id = ? AND number = ?
                """,
                row -> row.getString("state").equals(CommandState.UNKNOWN.name()),
                work.account().tenant(),
                work.order(),
                work.number())
            .orElse(false));
  }

  /**
   * Finds queued commands that no hint told of. Each poll goes on where a full one before it ended,
   * so that rows which cannot go yet never hide later ones.
   */
  void poll() {
    if (!started || closed || !settings.dispatch()) {
      return;
    }
    var from = pollFrom;
    var rows =
        database.readSystem(tx -> CommandTable.queuedAfter(tx, from, settings.mostPerPoll()));
    pollFrom =
        rows.size() < settings.mostPerPoll() ? CommandTable.Mark.START : rows.getLast().mark();
    for (var row : rows) {
      if (database.partitions().fence(row.lane().partition()) != 0) {
        venues.find(row.account()).ifPresent(account -> hint(account, row));
      }
    }
  }

  int lanesRunning() {
    synchronized (lanes) {
      return lanes.size();
    }
  }

  /** Sends nothing more; answers that are on their way are stored if they come soon. */
  @Override
  public void close() {
    closed = true;
    sender.close();
    var deadline = clock.now().plus(END_WAIT);
    while (sender.inFlight() > 0 && clock.now().isBefore(deadline)) {
      LockSupport.parkNanos(END_LOOK_NANOS);
    }
  }
}
