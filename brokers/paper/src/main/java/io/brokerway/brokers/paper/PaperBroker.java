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
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One paper account. Thread-safe. */
final class PaperBroker implements Broker, CashAdjustment {
  private static final int PAGE = 500;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Supplier<Venue> venues;
  private final AccountKey own;
  private final List<BrokerStream> streams = new ArrayList<>();

  /**
   * @param venues opens the venue at its first use: connecting makes no call
   */
  PaperBroker(Supplier<Venue> venues, AccountKey own) {
    this.venues = venues;
    this.own = own;
  }

  private Venue venue() {
    return venues.get();
  }

  @Override
  public Capabilities capabilities() {
    return PaperCapabilities.ALL;
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var snapshot = venue().snapshot(own);
    return Reading.complete(List.of(PaperMapping.account(snapshot.balance())), snapshot.at());
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
    var snapshot = venue().snapshot(checked(account));
    var token = query.pageToken();
    var after = token == null ? 0 : sequence(token);
    var all = venue().transactions(account, after, PAGE);
    var since = query.since();
    var wanted =
        all.stream()
            .filter(transaction -> since == null || !transaction.at().isBefore(since))
            .map(transaction ->
                PaperMapping.transaction(
                    transaction, snapshot.balance().terms().currency(), orderOf(transaction)))
            .toList();
    var next = all.size() < PAGE ? null : Long.toString(all.getLast().sequence());
    return Reading.complete(new TransactionPage(wanted, next), snapshot.at());
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
    var at = venue().snapshot(checked(account)).at();
    var orders =
        switch (query.scope()) {
          case OPEN -> venue().openOrders(account);
          case ALL -> venue().orders(account);
        };
    var since = query.since();
    var reports =
        orders.stream()
            .filter(order -> since == null || !order.submittedAt().isBefore(since))
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
        order.account(), attempt, () -> venue().place(order, DuplicateRule.RETURN_ORIGINAL));
  }

  private static void requireSupported(NewOrder order) {
    var instrument = order.instrument();
    var classes = PaperCapabilities.ALL.orderClasses();
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
            || PaperCapabilities.ALL.takes(
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

  private CommandOutcome command(
      AccountKey account, Attempt attempt, Supplier<VenueReply> command) {
    checked(account);
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
    var at = venue().snapshot(own).at();
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
    var at = venue().now();
    return instruments.stream()
        .flatMap(instrument -> listed(instrument).stream())
        .map(listed -> PaperMapping.quote(venue().prices().quote(listed, at)))
        .toList();
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    var listed = required(query.instrument());
    return venue()
        .prices()
        .bars(listed, query.size(), query.from(), query.to(), query.limit(), venue().now());
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return listed(instrument).map(PaperMapping::listing);
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    var wanted = text.toUpperCase(Locale.ROOT);
    return venue().prices().listings().stream()
        .filter(listed -> rank(listed, wanted) < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(listed -> rank(listed, wanted)))
        .limit(limit)
        .map(PaperMapping::listing)
        .toList();
  }

  /** The symbol itself first, then its beginning, then any other place in symbol or name. */
  private static int rank(Listed listed, String wanted) {
    if (listed.symbol().equals(wanted)) {
      return 0;
    }
    if (listed.symbol().startsWith(wanted)) {
      return 1;
    }
    var anywhere =
        Stream.of(listed.symbol(), listed.name().toUpperCase(Locale.ROOT))
            .anyMatch(text -> text.contains(wanted));
    return anywhere ? 2 : Integer.MAX_VALUE;
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return venue().prices().hours(required(instrument), venue().now());
  }

  private Optional<Listed> listed(Instrument instrument) {
    return venue().prices().find(instrument.symbol());
  }

  private Listed required(Instrument instrument) {
    return listed(instrument)
        .orElseThrow(() ->
            new BrokerException.NotFound("the paper broker does not trade " + instrument.symbol()));
  }

  @Override
  public synchronized BrokerStream openStream(BrokerStream.Listener listener) {
    var stream = new PaperStream(venue(), own, listener);
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
