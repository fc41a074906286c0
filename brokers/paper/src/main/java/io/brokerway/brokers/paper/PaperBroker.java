package io.brokerway.brokers.paper;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.CashAdjustment;
import io.brokerway.broker.KillPoint;
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
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.VenueTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One paper account. Thread-safe. */
final class PaperBroker implements Broker, CashAdjustment {
  private static final int PAGE = 500;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Supplier<PaperVenue> paper;
  private final AccountKey own;
  private final Capabilities capabilities;
  private final List<BrokerStream> streams = new ArrayList<>();

  /**
   * @param paper opens the venue at its first use: connecting makes no call
   * @param capabilities of accounts with its kind of prices
   */
  PaperBroker(Supplier<PaperVenue> paper, AccountKey own, Capabilities capabilities) {
    this.paper = paper;
    this.own = own;
    this.capabilities = capabilities;
  }

  private Venue venue() {
    return paper.get().venue();
  }

  private PaperMarket market() {
    return paper.get().market();
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var at = venue().mark(own);
    var account = PaperMapping.account(own, venue().terms(own), market().trouble());
    return Reading.complete(List.of(account), at);
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    var snapshot = venue().snapshot(checked(account));
    return Reading.complete(PaperMapping.balance(snapshot.balance()), snapshot.at());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    var snapshot = venue().snapshot(checked(account));
    return Reading.complete(
        snapshot.positions().stream().map(PaperMapping::position).toList(), snapshot.at());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    var at = venue().mark(checked(account));
    var currency = venue().terms(account).currency();
    var token = query.pageToken();
    var after = token == null ? 0 : sequence(token);
    var since = Objects.requireNonNullElse(query.since(), Instant.EPOCH);
    var all = venue().transactions(account, after, since, PAGE);
    var wanted =
        all.stream()
            .map(transaction ->
                PaperMapping.transaction(transaction, currency, orderOf(transaction)))
            .toList();
    var next = all.size() < PAGE ? null : Long.toString(all.getLast().sequence());
    return Reading.complete(new TransactionPage(wanted, next), at);
  }

  private @Nullable VenueOrder orderOf(VenueTransaction transaction) {
    var id = transaction.orderId();
    return id == null ? null : venue().order(own, id).orElse(null);
  }

  private static long sequence(String token) {
    try {
      return Long.parseLong(token);
    } catch (NumberFormatException e) {
      throw new BrokerException.UnexpectedReply("no page token of the paper broker: " + token, e);
    }
  }

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    var at = venue().mark(checked(account));
    var since = Objects.requireNonNullElse(query.since(), Instant.EPOCH);
    var orders =
        switch (query.scope()) {
          case OPEN -> venue().openOrders(account);
          case ALL -> venue().orders(account, since);
        };
    var reports =
        orders.stream()
            .filter(order -> !order.submittedAt().isBefore(since))
            .sorted(Comparator.comparingLong(VenueOrder::sequence).reversed())
            .map(this::report)
            .toList();
    return Reading.complete(reports, at);
  }

  private OrderReport report(VenueOrder order) {
    var legs =
        order.legIds().stream()
            .flatMap(leg -> venue().order(own, leg).stream())
            .map(leg -> PaperMapping.order(leg, List.of()))
            .toList();
    return PaperMapping.order(order, legs);
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    requireSupported(order);
    return command(
        order.account(),
        attempt,
        () -> prepare(order.instrument()),
        () -> venue().place(order, DuplicateRule.RETURN_ORIGINAL));
  }

  private void prepare(@Nullable Instrument instrument) {
    if (instrument != null) {
      market().prepare(instrument);
    }
  }

  private void requireSupported(NewOrder order) {
    var instrument = order.instrument();
    var classes = capabilities.orderClasses();
    if (instrument == null
        || (order.orderClass() != OrderClass.SIMPLE && !classes.contains(order.orderClass()))) {
      throw new BrokerException.Unsupported(
          "the paper broker takes no %s orders".formatted(order.orderClass()));
    }
    if (!order.parameters().isEmpty() || order.displayQuantity() != null) {
      throw new BrokerException.Unsupported(
          "the paper broker takes no parameters and no displayQuantity");
    }
    var terms = order.terms();
    // The exits of an OCO order carry their own types.
    var fits =
        order.orderClass() == OrderClass.OCO
            || capabilities.takes(
                instrument.assetClass(),
                terms.type(),
                terms.timeInForce(),
                terms.session(),
                kind(order.quantity()));
    if (!fits) {
      throw new BrokerException.Unsupported(
          "the paper broker takes no %s %s orders for %s in %s hours"
              .formatted(
                  terms.type(), terms.timeInForce(), instrument.assetClass(), terms.session()));
    }
  }

  private static QuantityKind kind(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Notional unused -> QuantityKind.NOTIONAL;
      case OrderQuantity.Units(var units) ->
          units.stripTrailingZeros().scale() > 0
              ? QuantityKind.FRACTIONAL_UNITS
              : QuantityKind.WHOLE_UNITS;
    };
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    var original = replace.original();
    return command(
        original.account(),
        attempt,
        () -> find(original).ifPresent(order -> prepare(order.listed().instrument())),
        () ->
            brokerOrderId(original)
                .map(id -> venue().replace(own, id, replace.change(), replace.clientOrderId()))
                .orElseGet(PaperBroker::unknownOrder));
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    return command(
        order.account(),
        attempt,
        () -> {},
        () ->
            brokerOrderId(order)
                .map(id -> venue().cancel(own, id))
                .orElseGet(PaperBroker::unknownOrder));
  }

  private Optional<String> brokerOrderId(OrderRef order) {
    var id = order.brokerOrderId();
    return id != null ? Optional.of(id) : find(order).map(VenueOrder::id);
  }

  private static VenueReply unknownOrder() {
    return new VenueReply.Refused(RejectReason.UNKNOWN_ORDER, "the account has no such order");
  }

  /**
   * @param preparation what is read before anything is sent; if it fails, nothing was
   */
  private CommandOutcome command(
      AccountKey account, Attempt attempt, Runnable preparation, Supplier<VenueReply> command) {
    checked(account);
    try {
      preparation.run();
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), RETRY_AFTER);
    }
    try {
      attempt.beforeFirstByte();
      KillPoint.K6.reached();
      var reply = command.get();
      KillPoint.K7.reached();
      return outcome(reply);
    } catch (Attempt.SendRefused e) {
      return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (BrokerException.Unavailable e) {
      // By the journal's contract nothing of the command was kept.
      return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), RETRY_AFTER);
    } catch (BrokerException.NotFound e) {
      return new CommandOutcome.Rejected(
          RejectReason.NOT_PERMITTED, "", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new CommandOutcome.Unknown("the paper venue failed: " + e);
    }
  }

  private CommandOutcome outcome(VenueReply reply) {
    return switch (reply) {
      case VenueReply.Accepted(var order, var unused) ->
          new CommandOutcome.Accepted(order.id(), report(order));
      case VenueReply.Refused(var reason, var text) ->
          new CommandOutcome.Rejected(reason, reason.name(), text);
    };
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    checked(order.account());
    var at = venue().mark(own);
    return find(order)
        .<Lookup>map(found -> new Lookup.Found(report(found)))
        .orElseGet(() -> new Lookup.Absent(at));
  }

  private Optional<VenueOrder> find(OrderRef order) {
    var id = order.brokerOrderId();
    if (id != null) {
      return venue().order(own, id);
    }
    var clientOrderId = order.clientOrderId();
    if (clientOrderId == null) {
      throw new BrokerException.Unsupported("the paper broker finds orders by an id only");
    }
    return venue().orderByClientId(own, clientOrderId);
  }

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    return market().quotes(instruments);
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    return market().bars(query);
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return market().listing(instrument);
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    return market().search(text, limit);
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return market().hours(instrument);
  }

  @Override
  public synchronized BrokerStream openStream(BrokerStream.Listener listener) {
    var stream = new PaperStream(paper.get(), own, listener);
    streams.add(stream);
    return stream;
  }

  @Override
  public Optional<CashAdjustment> cashAdjustment() {
    return Optional.of(this);
  }

  @Override
  public Reading<Balance> setCash(AccountKey account, BigDecimal amount) {
    venue().setCash(checked(account), amount, "cash set");
    return fetchBalance(account);
  }

  /** The login reaches its own account and no other. */
  private AccountKey checked(AccountKey account) {
    if (!account.equals(own)) {
      throw new BrokerException.NotFound("the login does not reach account " + account);
    }
    return account;
  }

  @Override
  public synchronized void close() {
    streams.forEach(BrokerStream::close);
    streams.clear();
  }
}
