package io.brokerway.exchange;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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

  /** Bounded by the number of callers: each waits for its own command. */
  private final Queue<WaitingCommand<?>> waiting = new ConcurrentLinkedQueue<>();

  /** Absent while what the journal holds is not known: then it is read again. */
  private @Nullable Floor floor;

  /** What was told as true at a moment stays so: what happens next happens later. */
  private Instant notBefore = Instant.EPOCH;

  private @Nullable ScheduledExecutorService driver;

  private Venue(VenueConfig config, PriceSource prices, VenueJournal journal, Clock clock) {
    this.config = config;
    this.prices = prices;
    this.journal = journal;
    this.clock = clock;
    this.publisher = new Publisher(config.name());
  }

  /**
   * Opens a venue in the state that its journal tells, and catches up: what would have filled or
   * expired while it was closed does so now.
   *
   * @param clock wall time; the venue's time never runs backwards even if the clock does
   */
  public static Venue open(
      VenueConfig config, PriceSource prices, VenueJournal journal, Clock clock) {
    var venue = new Venue(config, prices, journal, clock);
    venue.command((floor, at) -> true);
    return venue;
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
    return command((floor, at) ->
        floor.dealer().place(order, account(floor, order.account()), duplicates, at));
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
    return command((floor, at) ->
        floor.dealer().replace(account(floor, account), orderId, change, clientOrderId, at));
  }

  /** Cancels an order, and what hangs on it. */
  public VenueReply cancel(AccountKey account, String orderId) {
    return command((floor, at) -> floor.dealer().cancel(account(floor, account), orderId, at));
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
    var value = position.quantity.multiply(price);
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
    return read(floor -> find(floor, account, orderId).map(LiveOrder::snapshot));
  }

  /** The newest order with a client order id. */
  public Optional<VenueOrder> orderByClientId(AccountKey account, String clientOrderId) {
    return read(floor ->
        Optional.ofNullable(account(floor, account).byClientId.get(clientOrderId))
            .map(LiveOrder::snapshot));
  }

  /** Every order ever entered, oldest first, legs and replaced ones included. */
  public List<VenueOrder> orders(AccountKey account) {
    return read(floor -> account(floor, account).orders.stream().map(LiveOrder::snapshot).toList());
  }

  /** Those orders that can still change, oldest first. */
  public List<VenueOrder> openOrders(AccountKey account) {
    return read(floor ->
        account(floor, account).openOrders.values().stream().map(LiveOrder::snapshot).toList());
  }

  /** The steps of an order's life, oldest first; empty if the account has no such order. */
  public List<OrderHistoryEntry> history(AccountKey account, String orderId) {
    return read(floor ->
        find(floor, account, orderId).map(order -> List.copyOf(order.history)).orElse(List.of()));
  }

  /** The fills of an order, oldest first; those of its predecessors are theirs. */
  public List<VenueExecution> executions(AccountKey account, String orderId) {
    return read(floor ->
        find(floor, account, orderId)
            .map(order -> List.copyOf(order.executions))
            .orElse(List.of()));
  }

  private static Optional<LiveOrder> find(Floor floor, AccountKey account, String orderId) {
    var of = account(floor, account);
    return Optional.ofNullable(floor.ledger().order(orderId)).filter(order -> order.account == of);
  }

  /** The fills of an account at or after a moment, oldest first. */
  public List<VenueExecution> executionsSince(AccountKey account, Instant since) {
    return read(floor ->
        account(floor, account).executions.stream()
            .filter(execution -> !execution.at().isBefore(since))
            .toList());
  }

  /** At most {@code limit} transactions after a sequence number, oldest first; 0 for the start. */
  public List<VenueTransaction> transactions(AccountKey account, long after, int limit) {
    return read(floor -> {
      var all = account(floor, account).transactions;
      var from = (int) Math.clamp(after, 0, all.size());
      return List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
    });
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

  /** Stops its threads; the journal stays its owner's. */
  @Override
  public void close() {
    stopDriver();
    publisher.close();
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
    if (!unsaved.isEmpty()) {
      journal.append(unsaved);
    }
    publisher.publish(present.ledger().takeNotices());
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
    var present = Objects.requireNonNullElseGet(floor, () -> Floor.of(config, prices, journal));
    floor = present;
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
