package io.brokerway.exchange;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A venue: takes orders, fills them against the prices of its source and keeps its accounts, all as
 * events in a journal. Thread-safe.
 *
 * <p>A command is durable before it is answered; commands that come together share one write. Every
 * command throws {@link io.brokerway.broker.BrokerException.Unavailable} if the journal could not
 * take it: then nothing of it happened. Every method that names an account throws {@link
 * io.brokerway.broker.BrokerException.NotFound} if there is no such account.
 */
public final class Venue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Venue.class);
  private static final int MAX_BATCH = 256;
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration MAX_STOP_WAIT = Duration.ofSeconds(5);

  private final VenueConfig config;
  private final PriceSource prices;
  private final VenueJournal journal;
  private final Clock clock;
  private final Publisher publisher;

  /** Fair: whoever comes next finds the commands of all others waiting, and takes them along. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition snapshotEnded = lock.newCondition();

  /** Bounded by the number of callers: each waits for its own command. */
  private final Queue<WaitingCommand<?>> waiting = new ConcurrentLinkedQueue<>();

  /** Absent while what the journal holds is not known: then it is read again. */
  private @Nullable Floor floor;

  /** What was told as true at a moment stays so: what happens next happens later. */
  private Instant notBefore = Instant.EPOCH;

  private @Nullable ScheduledExecutorService driver;

  private final VenueJournal.Hold hold;

  /** Absent if the journal keeps all, and so the memory does. */
  private final @Nullable Shelves shelves;

  // Guarded by the lock: the entries up to the latest snapshot, and whether one is being written.
  private long snapshotAt;
  private boolean snapshotting;

  /** Counts how often something left the memory. */
  private volatile long releases;

  private Venue(VenueConfig config, PriceSource prices, VenueJournal journal, Clock clock) {
    this.config = config;
    this.prices = prices;
    this.journal = journal;
    this.clock = clock;
    this.publisher = new Publisher(config.name());
    this.hold = journal.hold();
    this.shelves =
        config.snapshotEvery() == 0 ? null : journal.archive().map(Shelves::new).orElse(null);
  }

  /**
   * Opens a venue in the state that its journal tells, and catches up: what would have filled or
   * expired while it was closed does so now.
   *
   * @param clock wall time; the venue's time never runs backwards even if the clock does
   * @throws IllegalStateException if another venue of this process holds the journal
   */
  public static Venue open(
      VenueConfig config, PriceSource prices, VenueJournal journal, Clock clock) {
    var venue = new Venue(config, prices, journal, clock);
    try {
      venue.command((floor, at) -> true);
      return venue;
    } catch (RuntimeException e) {
      venue.hold.close();
      throw e;
    }
  }

  /** Opens an account with a deposit; if there is one already it stays as it is. */
  public VenueBalance openAccount(AccountKey account, AccountTerms terms, BigDecimal cash) {
    if (cash.signum() < 0) {
      throw new IllegalArgumentException("cash must not be below 0, but is " + cash);
    }
    return command((floor, at) -> {
      floor.dealer().openAccount(account.value(), terms, Amounts.trimmed(cash), at);
      return balance(floor, account, at);
    });
  }

  public List<AccountKey> accounts() {
    return read(floor -> floor.ledger().accounts().keySet().stream().map(AccountKey::new).toList());
  }

  /**
   * Takes an order and fills at once what can be.
   *
   * @param duplicates what a client order id that the account used before means
   */
  public VenueReply place(NewOrder order, DuplicateRule duplicates) {
    var id = order.clientOrderId();
    return unlessFiled(
        order.account(),
        id,
        original -> Dealer.duplicate(original, duplicates),
        duplicates == DuplicateRule.ALLOW,
        (floor, at) ->
            floor.dealer().place(order, account(floor, order.account()), duplicates, at));
  }

  /**
   * Carries out a command that takes a client order id, unless an order with that id is in the
   * archive.
   */
  private VenueReply unlessFiled(
      AccountKey account,
      String clientOrderId,
      Function<LiveOrder, VenueReply> duplicate,
      boolean anyway,
      WaitingCommand.Action<VenueReply> command) {
    while (true) {
      var seen = releases;
      var original =
          anyway || clientOrderId.isEmpty()
              ? Optional.<LiveOrder>empty()
              : filedByClientId(account, clientOrderId);
      if (original.isPresent()) {
        return duplicate.apply(original.get());
      }
      // What left the memory since was looked for too early: look again.
      var reply =
          command((floor, at) ->
              anyway || releases == seen
                  ? Optional.of(command.carryOut(floor, at))
                  : Optional.<VenueReply>empty());
      if (reply.isPresent()) {
        return reply.get();
      }
    }
  }

  /**
   * Replaces a working order by a new one with a new id, which carries on what was filled.
   *
   * @param orderId the newest id of its chain
   * @param change its quantity is the new total
   * @param clientOrderId of the new order; empty to have the venue make one
   */
  public VenueReply replace(
      AccountKey account, String orderId, OrderChange change, String clientOrderId) {
    var reply =
        unlessFiled(
            account,
            clientOrderId,
            original -> Dealer.duplicate(original, DuplicateRule.REFUSE),
            false,
            (floor, at) ->
                floor
                    .dealer()
                    .replace(account(floor, account), orderId, change, clientOrderId, at));
    return orTooLate(reply, account, orderId);
  }

  /** Cancels an order, and what hangs on it. */
  public VenueReply cancel(AccountKey account, String orderId) {
    var reply = command((floor, at) -> floor.dealer().cancel(account(floor, account), orderId, at));
    return orTooLate(reply, account, orderId);
  }

  /** An order that is not in memory any more is known all the same: it has ended. */
  private VenueReply orTooLate(VenueReply reply, AccountKey account, String orderId) {
    return reply instanceof VenueReply.Refused(var reason, var _)
            && reason == RejectReason.UNKNOWN_ORDER
        ? filed(account, orderId).map(Dealer::tooLate).orElse(reply)
        : reply;
  }

  /** Adds cash, as a deposit. */
  public VenueTransaction deposit(AccountKey account, BigDecimal amount, String description) {
    requirePositive(amount);
    return command(
        (floor, at) -> move(floor, account, TransactionType.DEPOSIT, amount, description, at));
  }

  /**
   * Takes cash out.
   *
   * @throws IllegalArgumentException if the account has less that it may spend
   */
  public VenueTransaction withdraw(AccountKey account, BigDecimal amount, String description) {
    requirePositive(amount);
    return command((floor, at) -> {
      var of = account(floor, account);
      var free = margin(of, at).free().min(of.cash);
      if (amount.compareTo(free) > 0) {
        throw new IllegalArgumentException(
            "the account may withdraw %s, not %s"
                .formatted(free.max(BigDecimal.ZERO).toPlainString(), amount.toPlainString()));
      }
      var type = TransactionType.WITHDRAWAL;
      return move(floor, account, type, amount.negate(), description, at);
    });
  }

  /** Sets the cash to an amount: the difference is a transaction of type ADJUSTMENT. */
  public VenueTransaction setCash(AccountKey account, BigDecimal amount, String description) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("cash must not be below 0, but is " + amount);
    }
    return command((floor, at) -> {
      var difference = amount.subtract(account(floor, account).cash);
      return move(floor, account, TransactionType.ADJUSTMENT, difference, description, at);
    });
  }

  /**
   * Takes units in from elsewhere, or lets them go there, at their present price.
   *
   * @param quantity below 0 for what goes
   * @throws IllegalArgumentException if the symbol is unknown or more goes than is free
   */
  public VenueTransaction transfer(
      AccountKey account, String symbol, BigDecimal quantity, String description) {
    var listed =
        prices
            .find(symbol)
            .orElseThrow(() -> new IllegalArgumentException("no such symbol: " + symbol));
    return command((floor, at) -> {
      var of = account(floor, account);
      var position = of.positions.get(symbol);
      var free =
          position == null || position.quantity.signum() < 0
              ? BigDecimal.ZERO
              : position.available();
      if (quantity.negate().compareTo(free) > 0) {
        throw new IllegalArgumentException(
            "the account may transfer %s, not %s"
                .formatted(free.toPlainString(), quantity.negate().toPlainString()));
      }
      floor.dealer().moveHolding(of, listed, quantity, description, at);
      return of.transactions.getLast();
    });
  }

  private static VenueTransaction move(
      Floor floor,
      AccountKey account,
      TransactionType type,
      BigDecimal amount,
      String description,
      Instant at) {
    var of = account(floor, account);
    floor.dealer().moveCash(of.key, type, Amounts.trimmed(amount), description, at);
    return of.transactions.getLast();
  }

  private static void requirePositive(BigDecimal amount) {
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("amount must be above 0, not " + amount);
    }
  }

  public VenueBalance balance(AccountKey account) {
    return read(floor -> balance(floor, account, moment(floor)));
  }

  private VenueBalance balance(Floor floor, AccountKey account, Instant at) {
    var of = account(floor, account);
    return margin(of, at).balance(of, at);
  }

  private Margin margin(LiveAccount of, Instant at) {
    try {
      return Margin.of(of, config.margin(), prices, at);
    } catch (Unpriced unpriced) {
      throw unpriced.unavailable();
    }
  }

  /** What an account may do. */
  public AccountTerms terms(AccountKey account) {
    return read(floor -> account(floor, account).terms);
  }

  /** A moment that every later fill of the venue is executed after. */
  public Instant mark(AccountKey account) {
    return command((floor, at) -> {
      account(floor, account);
      notBefore = at.plus(1, ChronoUnit.MICROS);
      return at;
    });
  }

  /** Lets an instrument trade here that the price source does not list by itself. */
  public void list(Listed listed) {
    command((floor, at) -> {
      floor.dealer().list(listed, at);
      return true;
    });
  }

  /** An instrument that trades here. */
  public Optional<Listed> find(String symbol) {
    return read(floor -> floor.ledger().find(symbol));
  }

  /** What needs prices now: the instruments of open orders and of holdings, by symbol. */
  public List<Listed> active() {
    return read(floor -> {
      var active = new TreeMap<String, Listed>();
      for (var of : floor.ledger().accounts().values()) {
        of.openOrders.values().forEach(order -> active.put(order.listed.symbol(), order.listed));
        of.positions.values().stream()
            .filter(position -> position.quantity.signum() != 0)
            .forEach(position -> active.put(position.listed.symbol(), position.listed));
      }
      return List.copyOf(active.values());
    });
  }

  /** Balance and holdings at one moment, which no later fill shares. */
  public AccountSnapshot snapshot(AccountKey account) {
    return command((floor, at) -> {
      notBefore = at.plus(1, ChronoUnit.MICROS);
      return new AccountSnapshot(balance(floor, account, at), positions(floor, account, at), at);
    });
  }

  /**
   * All holdings that are not 0, by symbol.
   *
   * @throws BrokerException.Unavailable if one has no fresh quote, as {@link #balance} and {@link
   *     #snapshot}
   */
  public List<VenuePosition> positions(AccountKey account) {
    return read(floor -> positions(floor, account, moment(floor)));
  }

  private List<VenuePosition> positions(Floor floor, AccountKey account, Instant at) {
    return account(floor, account).positions.values().stream()
        .filter(position -> position.quantity.signum() != 0)
        .map(position -> position(position, at))
        .toList();
  }

  private VenuePosition position(LivePosition position, Instant at) {
    var price = last(position.listed, at);
    var value = position.quantity.multiply(price).multiply(position.listed.multiplier());
    return new VenuePosition(
        position.listed,
        position.quantity,
        Amounts.trimmed(position.available()),
        position.averagePrice(),
        position.costBasis,
        price,
        Amounts.trimmed(value),
        Amounts.trimmed(value.subtract(position.costBasis)),
        position.realized,
        prices.previousClose(position.listed, at));
  }

  private BigDecimal last(Listed listed, Instant at) {
    try {
      return Unpriced.requireQuote(prices, listed, at).last();
    } catch (Unpriced unpriced) {
      throw unpriced.unavailable();
    }
  }

  public Optional<VenueOrder> order(AccountKey account, String orderId) {
    return anywhere(account, orderId, LiveOrder::snapshot);
  }

  /** Asks an order, in memory or in the archive. */
  private <R> Optional<R> anywhere(
      AccountKey account, String orderId, Function<LiveOrder, R> question) {
    return read(floor -> find(floor, account, orderId).map(question))
        .or(() -> filed(account, orderId).map(question));
  }

  private Optional<LiveOrder> filed(AccountKey account, String orderId) {
    return shelves == null || !hasFiled(account)
        ? Optional.empty()
        : shelves
            .order(orderId)
            .filter(kept -> kept.account().equals(account.value()))
            .map(this::revive);
  }

  private Optional<LiveOrder> filedByClientId(AccountKey account, String clientOrderId) {
    return shelves == null || !hasFiled(account)
        ? Optional.empty()
        : shelves.orderByClientId(account.value(), clientOrderId).map(this::revive);
  }

  private boolean hasFiled(AccountKey account) {
    return read(floor -> account(floor, account).filedOrders > 0);
  }

  private LiveOrder revive(OrderState kept) {
    return read(floor -> floor.ledger().revive(kept));
  }

  /** The newest order with a client order id. */
  public Optional<VenueOrder> orderByClientId(AccountKey account, String clientOrderId) {
    return read(floor ->
            Optional.ofNullable(account(floor, account).byClientId.get(clientOrderId))
                .map(LiveOrder::snapshot))
        .or(() -> filedByClientId(account, clientOrderId).map(LiveOrder::snapshot));
  }

  /** Every order ever entered, oldest first, legs and replaced ones included. */
  public List<VenueOrder> orders(AccountKey account) {
    return orders(account, Instant.EPOCH);
  }

  /** The orders that were entered at a moment or later, oldest first. */
  public List<VenueOrder> orders(AccountKey account, Instant since) {
    var all = new TreeMap<Long, VenueOrder>();
    for (var order : inMemory(account)) {
      if (!order.submittedAt().isBefore(since)) {
        all.put(order.sequence(), order);
      }
    }
    // Read after the memory: what left it meanwhile is there.
    if (shelves != null && hasFiled(account)) {
      for (var kept : shelves.orders(account.value(), since)) {
        all.computeIfAbsent(kept.sequence(), _ -> revive(kept).snapshot());
      }
    }
    return List.copyOf(all.values());
  }

  private List<VenueOrder> inMemory(AccountKey account) {
    return read(floor -> account(floor, account).orders.stream().map(LiveOrder::snapshot).toList());
  }

  /** Those orders that can still change, oldest first. */
  public List<VenueOrder> openOrders(AccountKey account) {
    return read(floor ->
        account(floor, account).openOrders.values().stream().map(LiveOrder::snapshot).toList());
  }

  /** The steps of an order's life, oldest first; empty if the account has no such order. */
  public List<OrderHistoryEntry> history(AccountKey account, String orderId) {
    return anywhere(account, orderId, order -> List.copyOf(order.history)).orElse(List.of());
  }

  /** The fills of an order, oldest first; those of its predecessors are theirs. */
  public List<VenueExecution> executions(AccountKey account, String orderId) {
    return anywhere(account, orderId, order -> List.copyOf(order.executions)).orElse(List.of());
  }

  private static Optional<LiveOrder> find(Floor floor, AccountKey account, String orderId) {
    var of = account(floor, account);
    return Optional.ofNullable(floor.ledger().order(orderId)).filter(order -> order.account == of);
  }

  /** At most {@code limit} transactions after a sequence number, oldest first; 0 for the start. */
  public List<VenueTransaction> transactions(AccountKey account, long after, int limit) {
    return transactions(account, after, Instant.EPOCH, limit);
  }

  /** The same, of those at a moment or later. */
  public List<VenueTransaction> transactions(
      AccountKey account, long after, Instant since, int limit) {
    record Part(long filed, List<VenueTransaction> inMemory) {}
    var part =
        read(floor -> {
          var of = account(floor, account);
          var wanted =
              of.transactions.stream()
                  .filter(one -> one.sequence() > after && !one.at().isBefore(since))
                  .limit(limit)
                  .toList();
          return new Part(of.filedTransactions, wanted);
        });
    if (shelves == null || after >= part.filed) {
      return part.inMemory;
    }
    var filed = shelves.transactions(account.value(), after, since, limit);
    return read(floor ->
        Stream.concat(
                filed.stream()
                    .filter(one -> one.sequence() <= part.filed)
                    .map(one -> one.transaction(floor.ledger()::listed)),
                part.inMemory.stream())
            .limit(limit)
            .toList());
  }

  public PriceSource prices() {
    return prices;
  }

  /** The venue's time: never before anything that happened in it. */
  public Instant now() {
    return read(this::moment);
  }

  /** Lets the market run up to a moment: fills, triggers, expiries, corporate actions. */
  public void advanceTo(Instant moment) {
    command((floor, at) -> {
      floor.run().advanceTo(moment);
      return true;
    });
  }

  /** Starts a thread that keeps the venue up with its clock, each second. */
  public void start() {
    lock.lock();
    try {
      if (driver != null) {
        throw new IllegalStateException("the venue runs already");
      }
      var thread = Thread.ofPlatform().daemon().name(config.name() + "-market").factory();
      driver = Executors.newSingleThreadScheduledExecutor(thread);
      var step = STEP.toMillis();
      var unused = driver.scheduleAtFixedRate(this::step, step, step, TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  private void step() {
    try {
      command((floor, at) -> true);
    } catch (RuntimeException e) {
      // Fills that could not be kept did not happen; the next step makes up for it.
      LOG.warn("market step failed: venue={}", config.name(), e);
    }
  }

  /** Tells a listener of everything that happens from now on, until the subscription is closed. */
  public Subscription subscribe(VenueListener listener) {
    lock.lock();
    try {
      return publisher.subscribe(listener);
    } finally {
      lock.unlock();
    }
  }

  /** A listener's place in the stream of events. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Stops its threads and keeps a last snapshot; the journal stays its owner's. */
  @Override
  public void close() {
    stopDriver();
    publisher.close();
    awaitWriting();
    snapshot();
    hold.close();
  }

  /**
   * Keeps a snapshot of the state, and lets go of what need not be in memory; does nothing if there
   * is nothing new, one is being written, or the journal has no archive. What fails is tried again
   * later: the journal holds everything.
   */
  void snapshot() {
    var made = takeSnapshot(1);
    if (made.isPresent()) {
      write(made.get());
    }
  }

  /** How many orders are in memory. */
  int ordersInMemory() {
    return read(floor -> floor.ledger().orderCount());
  }

  private Optional<Snapshot> takeSnapshot(long atLeast) {
    lock.lock();
    try {
      var present = floor;
      if (shelves == null
          || snapshotting
          || present == null
          || present.recorder().position() - snapshotAt < atLeast) {
        return Optional.empty();
      }
      snapshotting = true;
      return Optional.of(Snapshot.of(present, config.recentOrders()));
    } finally {
      lock.unlock();
    }
  }

  private void write(Snapshot made) {
    var kept = false;
    try {
      made.write(Objects.requireNonNull(shelves).archive());
      kept = true;
    } catch (RuntimeException e) {
      LOG.warn("a snapshot was not kept: venue={} position={}", config.name(), made.position(), e);
    } finally {
      written(made, kept);
    }
  }

  private void awaitWriting() {
    lock.lock();
    try {
      var left = MAX_STOP_WAIT.toNanos();
      while (snapshotting && left > 0) {
        left = snapshotEnded.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void written(Snapshot made, boolean kept) {
    lock.lock();
    try {
      snapshotting = false;
      snapshotEnded.signalAll();
      // Also after a failure: the next try comes with as many new entries again.
      snapshotAt = made.position();
      if (kept && made.floor() == floor) {
        releases++;
        made.release();
      }
    } finally {
      lock.unlock();
    }
  }

  private void stopDriver() {
    lock.lock();
    ScheduledExecutorService running;
    try {
      running = driver;
      driver = null;
    } finally {
      lock.unlock();
    }
    if (running == null) {
      return;
    }
    running.shutdown();
    try {
      if (!running.awaitTermination(MAX_STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("market step still runs: venue={}", config.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <R> R command(WaitingCommand.Action<R> action) {
    var own = new WaitingCommand<>(action);
    waiting.add(own);
    lock.lock();
    try {
      // Who holds the lock carries out what waits, others' commands too: they share the write.
      while (!own.isSettled()) {
        runBatch();
      }
    } finally {
      lock.unlock();
    }
    return own.answer();
  }

  private void runBatch() {
    var batch = new ArrayList<WaitingCommand<?>>();
    while (batch.size() < MAX_BATCH && waiting.poll() instanceof WaitingCommand<?> next) {
      batch.add(next);
    }
    try {
      var present = floor();
      var at = moment(present);
      present.run().advanceTo(at);
      batch.forEach(command -> command.carryOut(present, moment(present)));
      save(present);
      batch.forEach(WaitingCommand::settle);
    } catch (RuntimeException e) {
      floor = null;
      batch.forEach(command -> command.fail(e));
    }
  }

  private void save(Floor present) {
    var unsaved = present.recorder().takeUnsaved();
    var recorder = present.recorder();
    if (!unsaved.isEmpty()) {
      recorder.saved(journal.append(recorder.position(), unsaved));
    }
    publisher.publish(present.ledger().takeNotices());
    if (shelves != null) {
      takeSnapshot(config.snapshotEvery())
          .ifPresent(made ->
              Thread.ofVirtual().name(config.name() + "-snapshot").start(() -> write(made)));
    }
  }

  private <R> R read(Function<Floor, R> reader) {
    lock.lock();
    try {
      return reader.apply(floor());
    } finally {
      lock.unlock();
    }
  }

  private Floor floor() {
    var present = floor;
    if (present == null) {
      present = Floor.of(config, prices, journal);
      floor = present;
    }
    return present;
  }

  private Instant moment(Floor present) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var reached = present.run().time();
    var earliest = reached.isAfter(notBefore) ? reached : notBefore;
    return now.isAfter(earliest) ? now : earliest;
  }

  private static LiveAccount account(Floor floor, AccountKey key) {
    var account = floor.ledger().account(key.value());
    if (account == null) {
      throw new BrokerException.NotFound("the venue has no account " + key);
    }
    return account;
  }
}
