package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketTarget;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca as one key pair sees it: one account. */
final class AlpacaBroker implements Broker {
  private static final Logger LOG = LoggerFactory.getLogger(AlpacaBroker.class);

  private static final int LONGEST_CHAIN = 50;
  private static final int MOST_ORDER_PAGES = 200;
  private static final Duration PAUSE_FOR_LOOKUP = Duration.ofSeconds(1);

  /** Alpaca leaves out the moment that {@code after} names, to the microsecond. */
  private static final long STRICTNESS_NANOS = 1_000;

  private final AlpacaClient client;
  private final AlpacaConfig config;
  private final Capabilities capabilities;
  private final BrokerSession session;
  private final WebSocketClient webSockets;
  private final AlpacaMarket market;
  private final Clock clock;

  AlpacaBroker(
      AlpacaClient client,
      AlpacaConfig config,
      BrokerSession session,
      WebSocketClient webSockets,
      AlpacaMarket market,
      Clock clock) {
    this.client = client;
    this.config = config;
    this.capabilities = AlpacaBrokerFactory.capabilities(config);
    this.session = session;
    this.webSockets = webSockets;
    this.market = market;
    this.clock = clock;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    return account().map(wire -> List.of(AlpacaMapping.account(wire, session.environment())));
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    requireOurs(account);
    return account().map(AlpacaMapping::balance);
  }

  private Reading<AlpacaWire.Account> account() {
    var reply = client.getAccount(CallPriority.SYNC);
    if (!AlpacaMapping.accountKey(reply.body()).equals(ourAccount())) {
      throw new UnexpectedReply("Alpaca answered with another account than this login's");
    }
    return Reading.complete(reply.body(), reply.startedAt());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    requireOurs(account);
    var reply = client.getPositions();
    var positions = reply.body().stream().map(AlpacaMapping::position).toList();
    return Reading.complete(
        positions.stream().filter(position -> position.quantity().signum() != 0).toList(),
        reply.startedAt());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    requireOurs(account);
    var reply = client.getActivities(justBefore(query.since()), query.pageToken());
    var transactions = reply.body().stream().map(AlpacaActivities::transaction).toList();
    var full = transactions.size() >= AlpacaClient.ACTIVITIES_PER_PAGE;
    var next = full ? transactions.getLast().brokerId() : null;
    if (next != null && next.equals(query.pageToken())) {
      throw new UnexpectedReply("Alpaca answered with the same page of activities again");
    }
    return Reading.complete(new TransactionPage(transactions, next), reply.startedAt());
  }

  // ---- orders: questions ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    requireOurs(account);
    var status =
        switch (query.scope()) {
          case OPEN -> "open";
          case ALL -> "all";
        };
    var pages = new OrderPages(status, query.since());
    pages.read();
    var reports = pages.orders.stream().map(order -> AlpacaOrders.report(account, order)).toList();
    return new Reading<>(reports, pages.startedAt(), pages.complete);
  }

  /** Reads the list of orders page by page, the newest first. */
  private final class OrderPages {
    private final String status;
    private final @Nullable Instant since;
    private final List<AlpacaWire.Order> orders = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable Instant startedAt;
    private boolean complete;

    OrderPages(String status, @Nullable Instant since) {
      this.status = status;
      this.since = since;
    }

    void read() {
      String last = null;
      for (var page = 0; page < MOST_ORDER_PAGES && !complete; page++) {
        var reply = client.getOrders(status, justBefore(since), last);
        startedAt = startedAt == null ? reply.startedAt() : startedAt;
        var before = seen.size();
        last = add(reply.body());
        complete |= reply.body().size() < AlpacaClient.ORDERS_PER_PAGE;
        if (seen.size() == before && !complete) {
          // No progress: what is missing is not gone.
          return;
        }
      }
    }

    private @Nullable String add(List<AlpacaWire.Order> page) {
      String last = null;
      for (var order : page) {
        if (isTooOld(order)) {
          complete = true;
        } else if (order.id() != null && seen.add(order.id())) {
          orders.add(order);
        }
        last = order.id();
      }
      return last;
    }

    private boolean isTooOld(AlpacaWire.Order order) {
      return since != null
          && order.submittedAt() != null
          && AlpacaFigures.instant("order.submitted_at", order.submittedAt()).isBefore(since);
    }

    Instant startedAt() {
      return startedAt == null ? clock.instant() : startedAt;
    }
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    requireOurs(order.account());
    var found = find(order);
    return found.body().isPresent()
        ? new Lookup.Found(AlpacaOrders.report(order.account(), newest(found.body().get())))
        : new Lookup.Absent(found.startedAt());
  }

  private AlpacaClient.Reply<Optional<AlpacaWire.Order>> find(OrderRef order) {
    if (order.brokerOrderId() != null) {
      var byId = client.getOrder(order.brokerOrderId());
      if (byId.body().isPresent() || order.clientOrderId() == null) {
        return byId;
      }
    }
    if (order.clientOrderId() == null) {
      throw new Unsupported("Alpaca finds an order by its id or by ours");
    }
    return client.getOrderByClientOrderId(order.clientOrderId());
  }

  /** The end of the chain of replaces that an order began. */
  private AlpacaWire.Order newest(AlpacaWire.Order order) {
    var newest = order;
    for (var i = 0; i < LONGEST_CHAIN && newest.replacedBy() != null; i++) {
      var next = client.getOrder(newest.replacedBy()).body();
      if (next.isEmpty()) {
        return newest;
      }
      newest = next.get();
    }
    return newest;
  }

  // ---- orders: commands ----

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    requireOurs(order.account());
    AlpacaOrderRules.requireSupported(order, capabilities);
    return switch (client.postOrder(AlpacaOrders.placeOrder(order), attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 ->
          settled(() -> placed(order, AlpacaOrders.report(order.account(), read(answer))));
      case Answered answer -> {
        var outcome = AlpacaErrors.outcome(AlpacaErrors.Command.PLACE, answer);
        yield AlpacaErrors.isDuplicate(outcome) ? settled(() -> earlier(order)) : outcome;
      }
    };
  }

  private static CommandOutcome placed(NewOrder order, OrderReport report) {
    if (!AlpacaOrders.isSameOrder(order, report)) {
      return new CommandOutcome.Unknown("Alpaca answered with another order than the one sent");
    }
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }

  /** Alpaca refused the id as taken: then an earlier try of this order arrived. */
  private CommandOutcome earlier(NewOrder order) {
    var found = client.getOrderByClientOrderId(order.clientOrderId()).body();
    return found.isPresent()
        ? placed(order, AlpacaOrders.report(order.account(), found.get()))
        : new CommandOutcome.Unknown("Alpaca refused the id as taken but does not show its order");
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    requireOurs(replace.original().account());
    AlpacaOrderRules.requireSupported(replace);
    AlpacaWire.Order current;
    BigDecimal quantity;
    try {
      var found = find(replace.original()).body();
      if (found.isEmpty()) {
        return new CommandOutcome.NotSent(
            "Alpaca does not show the order to replace", PAUSE_FOR_LOOKUP);
      }
      current = found.get();
      var settled = alreadySettled(replace, current);
      if (settled != null) {
        return settled;
      }
      quantity = newQuantity(replace, current);
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the replace has left.
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    if (quantity != null && quantity.signum() <= 0) {
      return new CommandOutcome.Rejected(
          RejectReason.INVALID_QUANTITY, "", "as much or more is filled already");
    }
    return sendReplace(replace, current, quantity, attempt);
  }

  /**
   * What the order at Alpaca tells of a replace before it is sent: an earlier try of it may have
   * arrived.
   *
   * @return null if it is to be sent
   */
  private @Nullable CommandOutcome alreadySettled(ReplaceOrder replace, AlpacaWire.Order current) {
    var report = AlpacaOrders.report(replace.original().account(), current);
    return switch (report.status()) {
      case REPLACED -> successor(replace, current);
      case PENDING_REPLACE ->
          new CommandOutcome.Unknown("a replace of this order is under way at Alpaca");
      case FILLED, CANCELED, REJECTED, EXPIRED ->
          new CommandOutcome.Rejected(
              RejectReason.TOO_LATE, "", "the order is " + current.status() + " at Alpaca");
      case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, SUSPENDED, DONE_FOR_DAY -> null;
    };
  }

  private CommandOutcome successor(ReplaceOrder replace, AlpacaWire.Order replaced) {
    var next =
        replaced.replacedBy() == null
            ? Optional.<AlpacaWire.Order>empty()
            : client.getOrder(replaced.replacedBy()).body();
    if (next.isEmpty()) {
      return new CommandOutcome.Unknown("the order was replaced by one that Alpaca does not show");
    }
    if (!replace.clientOrderId().equals(next.get().clientOrderId())) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order was replaced by another one");
    }
    var report = AlpacaOrders.report(replace.original().account(), next.get());
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }

  /**
   * What the new order shall trade. Alpaca makes it a new order with fills of its own, and takes
   * the whole old quantity if none is named, so a replaced order could fill twice over: the
   * quantity sent is the wanted total less all that its forerunners filled. Source: Alpaca's issue
   * tracker, Alpaca-API #165, read 2026-11-23.
   *
   * @return null where the quantity stays as it is
   */
  private @Nullable BigDecimal newQuantity(ReplaceOrder replace, AlpacaWire.Order current) {
    var total = replace.change().quantity();
    var filled = filledOf(current);
    if (total == null) {
      return filled.signum() == 0 || current.qty() == null ? null : current.qty().subtract(filled);
    }
    return total.subtract(filled).subtract(filledBefore(current));
  }

  private BigDecimal filledBefore(AlpacaWire.Order order) {
    var filled = BigDecimal.ZERO;
    var forerunner = order.replaces();
    for (var i = 0; i < LONGEST_CHAIN && forerunner != null; i++) {
      var earlier =
          client
              .getOrder(forerunner)
              .body()
              .orElseThrow(() -> new UnexpectedReply("Alpaca does not show a replaced order"));
      filled = filled.add(filledOf(earlier));
      forerunner = earlier.replaces();
    }
    return filled;
  }

  private static BigDecimal filledOf(AlpacaWire.Order order) {
    return order.filledQty() == null ? BigDecimal.ZERO : order.filledQty();
  }

  private CommandOutcome sendReplace(
      ReplaceOrder replace,
      AlpacaWire.Order current,
      @Nullable BigDecimal quantity,
      Attempt attempt) {
    var id = String.valueOf(current.id());
    var body = AlpacaOrders.patchOrder(replace.change(), quantity, replace.clientOrderId());
    return switch (client.patchOrder(id, body, attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 ->
          settled(() -> replaced(replace, id, read(answer)));
      case Answered answer -> {
        var outcome = AlpacaErrors.outcome(AlpacaErrors.Command.REPLACE, answer);
        yield AlpacaErrors.isDuplicate(outcome) ? settled(() -> earlier(replace, id)) : outcome;
      }
    };
  }

  private CommandOutcome earlier(ReplaceOrder replace, String id) {
    var found = client.getOrderByClientOrderId(replace.clientOrderId()).body();
    return found.isPresent()
        ? replaced(replace, id, found.get())
        : new CommandOutcome.Unknown("Alpaca refused the id as taken but does not show its order");
  }

  private static CommandOutcome replaced(
      ReplaceOrder replace, String id, AlpacaWire.Order successor) {
    var report = AlpacaOrders.report(replace.original().account(), successor);
    if (!id.equals(report.replaces()) || !replace.clientOrderId().equals(report.clientOrderId())) {
      return new CommandOutcome.Unknown("Alpaca answered with another order than the replacement");
    }
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    requireOurs(order.account());
    String id;
    try {
      id = order.brokerOrderId() == null ? lookedUpId(order) : order.brokerOrderId();
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    if (id == null) {
      return new CommandOutcome.NotSent(
          "Alpaca does not show the order to cancel", PAUSE_FOR_LOOKUP);
    }
    return switch (client.deleteOrder(id, attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 204 -> new CommandOutcome.Accepted(id, null);
      case Answered answer -> AlpacaErrors.outcome(AlpacaErrors.Command.CANCEL, answer);
    };
  }

  private @Nullable String lookedUpId(OrderRef order) {
    return find(order).body().map(this::newest).map(AlpacaWire.Order::id).orElse(null);
  }

  private static AlpacaWire.Order read(Answered answer) {
    return Json.read(answer.body(), AlpacaWire.Order.class);
  }

  private static CommandOutcome notSent(HttpOutcome.NotSent outcome) {
    return new CommandOutcome.NotSent(outcome.why(), outcome.retryAfter());
  }

  /** What an answer says; if it cannot be told, the command may have been carried out. */
  private static CommandOutcome settled(Supplier<CommandOutcome> reading) {
    try {
      return reading.get();
    } catch (BrokerException e) {
      LOG.warn("alpaca: the answer to an order command could not be read: {}", message(e));
      return new CommandOutcome.Unknown(message(e));
    }
  }

  private static String message(BrokerException e) {
    return String.valueOf(e.getMessage());
  }

  // ---- prices, instruments, hours ----

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    return market.fetchQuotes(instruments);
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    return market.fetchBars(query);
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return market.findListing(instrument);
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    return market.searchListings(text, limit);
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return market.fetchMarketHours(instrument);
  }

  // ---- stream ----

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    var target = WebSocketTarget.of(session.connection(), config.streamUrl(session.environment()));
    return AlpacaStream.open(
        webSockets,
        target,
        () -> AlpacaCredentials.of(session.credentials()),
        ourAccount(),
        listener);
  }

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}

  private AccountKey ourAccount() {
    return new AccountKey(AlpacaCredentials.of(session.credentials()).accountId());
  }

  private void requireOurs(AccountKey account) {
    if (!account.equals(ourAccount())) {
      throw new BrokerException.NotFound("this login does not reach that account");
    }
  }

  private static @Nullable Instant justBefore(@Nullable Instant since) {
    return since == null ? null : since.minusNanos(STRICTNESS_NANOS);
  }
}
