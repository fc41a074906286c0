package io.brokerway.exchange;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.VenueListener.OrderEvent;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a venue: what its events add up to, and nothing else. Guarded by its venue's lock.
 */
final class Ledger {
  /** At one instant what closes comes first, what only the opening auction takes last. */
  private static final Comparator<LiveOrder> BY_EXPIRY =
      Comparator.comparing(Ledger::expiry)
          .thenComparing(order -> order.terms.timeInForce() == TimeInForce.OPG)
          .thenComparing(order -> order.sequence);

  private final PriceSource prices;
  private final Map<String, LiveAccount> accounts = new LinkedHashMap<>();
  private final TreeMap<String, Listed> listings = new TreeMap<>();
  private final Map<String, LiveOrder> orders = new HashMap<>();
  private final TreeMap<String, TreeMap<Long, LiveOrder>> working = new TreeMap<>();
  private final TreeSet<LiveOrder> expiring = new TreeSet<>(BY_EXPIRY);
  private final List<Notice> notices = new ArrayList<>();
  private Instant time = Instant.EPOCH;

  /** Whether somebody may listen; nobody does while a journal is read. */
  private boolean telling;

  private long orderCount;

  Ledger(PriceSource prices) {
    this.prices = prices;
  }

  private static Instant expiry(LiveOrder order) {
    return order.expiresAt == null ? Instant.MAX : order.expiresAt;
  }

  /** From now on events are to be told. */
  void startTelling() {
    telling = true;
  }

  /** When the latest event happened. */
  Instant time() {
    return time;
  }

  Map<String, LiveAccount> accounts() {
    return accounts;
  }

  @Nullable LiveAccount account(String key) {
    return accounts.get(key);
  }

  @Nullable LiveOrder order(String id) {
    return orders.get(id);
  }

  /**
   * @throws IllegalStateException if there is none: an event spoke of it
   */
  LiveOrder require(String id) {
    var order = orders.get(id);
    if (order == null) {
      throw new IllegalStateException("the journal speaks of an order that it never placed: " + id);
    }
    return order;
  }

  private LiveAccount requireAccount(String key) {
    var account = accounts.get(key);
    if (account == null) {
      throw new IllegalStateException(
          "the journal speaks of an account that it never opened: " + key);
    }
    return account;
  }

  /** The orders that take part in the market, by symbol and then by entry. */
  TreeMap<String, TreeMap<Long, LiveOrder>> working() {
    return working;
  }

  /** The working orders that end by themselves, the first to end first. */
  TreeSet<LiveOrder> expiring() {
    return expiring;
  }

  /** What listeners are to hear of the events since the last call. */
  List<Notice> takeNotices() {
    var taken = List.copyOf(notices);
    notices.clear();
    return taken;
  }

  void apply(VenueEvent event) {
    time = event.at().isAfter(time) ? event.at() : time;
    switch (event) {
      case VenueEvent.AccountOpened opened -> open(opened);
      case VenueEvent.InstrumentListed listed -> listings.put(listed.symbol(), listed.listed());
      case VenueEvent.CashMoved moved -> move(moved);
      case VenueEvent.OrderPlaced placed -> place(placed);
      case VenueEvent.OrderTriggered triggered -> trigger(triggered);
      case VenueEvent.OrderTrailed trailed -> trail(trailed);
      case VenueEvent.OrderFilled filled -> fill(filled);
      case VenueEvent.OrderEnded ended -> end(ended);
      case VenueEvent.OrderActivated activated -> activate(activated);
      case VenueEvent.OrderRestated restated -> restate(restated);
      case VenueEvent.SharesSplit split -> split(split);
      case VenueEvent.DividendPaid paid -> pay(paid);
      case VenueEvent.OptionExpired expired -> expire(expired);
      case VenueEvent.HoldingMoved moved -> move(moved);
    }
  }

  /** Takes in what was kept, before any event. */
  void restore(VenueState kept) {
    time = kept.time();
    orderCount = kept.orderCount();
    kept.listings().forEach(one -> listings.put(one.symbol(), one.listed()));
    for (var one : kept.accounts()) {
      accounts.put(one.key(), new LiveAccount(one, this::listed));
    }
    kept.orders().forEach(one -> take(revive(one)));
  }

  /** An order that was kept, without a place here. */
  LiveOrder revive(OrderState kept) {
    return new LiveOrder(kept, requireAccount(kept.account()), listed(kept.symbol()));
  }

  private void take(LiveOrder order) {
    orders.put(order.id, order);
    order.account.orders.add(order);
    order.account.byClientId.put(order.clientOrderId, order);
    enter(order);
  }

  /**
   * All of it, to be kept.
   *
   * @param leaving the orders that the archive takes instead
   */
  VenueState state(Set<LiveOrder> leaving) {
    var leavingOf = new HashMap<LiveAccount, Long>();
    leaving.forEach(order -> leavingOf.merge(order.account, 1L, Long::sum));
    return new VenueState(
        time,
        orderCount,
        listings.values().stream()
            .map(listed -> VenueEvent.InstrumentListed.of(listed, time))
            .toList(),
        accounts.values().stream()
            .map(account -> account.state(leavingOf.getOrDefault(account, 0L)))
            .toList(),
        inOrder().filter(order -> !leaving.contains(order)).map(LiveOrder::state).toList());
  }

  /** Of those that are here now. */
  int orderCount() {
    return orders.size();
  }

  private Stream<LiveOrder> inOrder() {
    return orders.values().stream().sorted(Comparator.comparingLong(order -> order.sequence));
  }

  /** The ended orders but the newest few, oldest first: nothing in the market speaks of them. */
  List<LiveOrder> settled(int recent) {
    var ended = inOrder().filter(order -> !order.isOpen()).toList();
    return ended.subList(0, Math.max(0, ended.size() - recent)).stream()
        .filter(order -> !isNeeded(order))
        .toList();
  }

  /** Whether an open order hangs together with an ended one. */
  private boolean isNeeded(LiveOrder order) {
    var parent = order.parent == null ? null : orders.get(order.parent);
    return Stream.of(
            order.legs.stream(),
            Stream.ofNullable(order.parent),
            parent == null ? Stream.<String>empty() : parent.legs.stream())
        .flatMap(ids -> ids)
        .map(orders::get)
        .anyMatch(other -> other != null && other.isOpen());
  }

  /** Lets go of what the archive holds. */
  void forget(Collection<LiveOrder> leaving, Collection<VenueTransaction> transactions) {
    for (var order : leaving) {
      orders.remove(order.id);
      order.account.byClientId.remove(order.clientOrderId, order);
      order.account.filedOrders++;
    }
    var gone = Set.copyOf(leaving);
    gone.stream()
        .map(order -> order.account)
        .distinct()
        .forEach(account -> account.orders.removeIf(gone::contains));
    var counts = new HashMap<String, Integer>();
    transactions.forEach(one -> counts.merge(one.account().value(), 1, Integer::sum));
    counts.forEach((key, count) -> {
      var account = requireAccount(key);
      account.transactions.subList(0, count).clear();
      account.filedTransactions += count;
    });
  }

  private void open(VenueEvent.AccountOpened opened) {
    var terms =
        new AccountTerms(
            new CurrencyCode(opened.currency()), opened.multiplier(), opened.shorting());
    accounts.put(opened.account(), new LiveAccount(opened.account(), terms, opened.at()));
    if (telling) {
      notices.add(new Notice.AccountOpened(opened.at(), new AccountKey(opened.account())));
    }
  }

  private void move(VenueEvent.CashMoved moved) {
    var account = requireAccount(moved.account());
    account.cash = Amounts.trimmed(account.cash.add(moved.amount()));
    book(
        account,
        new Entry(moved.transaction(), moved.type(), moved.at(), moved.description())
            .cash(moved.amount()));
  }

  private void move(VenueEvent.HoldingMoved moved) {
    var account = requireAccount(moved.account());
    var listed = listed(moved.symbol());
    var comes = moved.quantity().signum() > 0;
    account.position(listed).trade(moved.quantity(), moved.price());
    book(
        account,
        new Entry(
                moved.transaction(),
                comes ? TransactionType.TRANSFER_IN : TransactionType.TRANSFER_OUT,
                moved.at(),
                moved.description())
            .holding(listed, moved.quantity())
            .price(moved.price()));
  }

  private void place(VenueEvent.OrderPlaced placed) {
    var replaced = placed.replaces() == null ? null : require(placed.replaces());
    if (replaced != null) {
      change(replaced, () -> end(replaced, OrderStatus.REPLACED, placed.at(), ""));
      replaced.replacedBy = placed.id();
      relink(replaced, placed.id());
      tell(OrderEvent.REPLACED, replaced, null);
    }
    var account = requireAccount(placed.account());
    var order = new LiveOrder(placed, ++orderCount, account, listed(placed.symbol()), replaced);
    orders.put(order.id, order);
    account.orders.add(order);
    account.byClientId.put(order.clientOrderId, order);
    enter(order);
    tell(placed(placed), order, null);
  }

  /** What hung on the old order, or it on another, hangs on the new one. */
  private void relink(LiveOrder replaced, String newId) {
    replaced.legs.forEach(leg -> require(leg).parent = newId);
    if (replaced.parent != null) {
      require(replaced.parent).legs.replaceAll(leg -> leg.equals(replaced.id) ? newId : leg);
    }
  }

  private static OrderEvent placed(VenueEvent.OrderPlaced placed) {
    if (placed.replaces() != null) {
      return OrderEvent.REPLACEMENT;
    }
    return placed.held() ? OrderEvent.HELD : OrderEvent.NEW;
  }

  private void trigger(VenueEvent.OrderTriggered triggered) {
    var order = require(triggered.id());
    order.triggered = true;
    order.updatedAt = triggered.at();
    tell(OrderEvent.TRIGGERED, order, null);
  }

  private void trail(VenueEvent.OrderTrailed trailed) {
    var order = require(trailed.id());
    order.trail = trailed.trail();
    order.updatedAt = trailed.at();
    tell(OrderEvent.TRAILED, order, null);
  }

  private void fill(VenueEvent.OrderFilled filled) {
    var order = require(filled.id());
    var account = order.account;
    var change = order.isBuy() ? filled.quantity() : filled.quantity().negate();
    var value = filled.quantity().multiply(filled.price());
    change(
        order,
        () -> {
          order.cumulative = Amounts.trimmed(order.cumulative.add(filled.quantity()));
          order.spent = Amounts.trimmed(order.spent.add(value));
          order.updatedAt = filled.at();
          order.status = filled.complete() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        });
    if (order.isCombination()) {
      fillCombination(order, filled);
      return;
    }
    account.take(order.listed, order.isBuy(), filled.sizeSlot(), filled.quantity());
    account.position(order.listed).trade(change, filled.price());
    var paid = value.multiply(order.listed.multiplier());
    var amount = (order.isBuy() ? paid.negate() : paid).subtract(filled.fee());
    account.cash = Amounts.trimmed(account.cash.add(amount));
    var execution = execution(order, filled, account.held(order.listed));
    order.executions.add(execution);
    tell(filled.complete() ? OrderEvent.FILL : OrderEvent.PARTIAL_FILL, order, execution);
    book(account, Entry.of(order, filled).cash(amount).holding(order.listed, change));
  }

  /** Holdings and cash change by its legs alone. */
  private void fillCombination(LiveOrder order, VenueEvent.OrderFilled filled) {
    var execution = execution(order, filled, BigDecimal.ZERO);
    order.executions.add(execution);
    tell(filled.complete() ? OrderEvent.FILL : OrderEvent.PARTIAL_FILL, order, execution);
  }

  private static VenueExecution execution(
      LiveOrder order, VenueEvent.OrderFilled filled, BigDecimal held) {
    var quantity = order.quantity;
    return new VenueExecution(
        filled.execution(),
        order.id,
        new AccountKey(order.account.key),
        order.listed,
        order.side,
        filled.quantity(),
        filled.price(),
        order.cumulative,
        quantity == null ? null : quantity.subtract(order.cumulative),
        held,
        filled.fee(),
        filled.at());
  }

  private void end(VenueEvent.OrderEnded ended) {
    var order = require(ended.id());
    change(order, () -> end(order, ended.status(), ended.at(), ended.text()));
    tell(
        ended.status() == OrderStatus.EXPIRED ? OrderEvent.EXPIRED : OrderEvent.CANCELED,
        order,
        null);
  }

  private static void end(LiveOrder order, OrderStatus status, Instant at, String text) {
    order.status = status;
    order.updatedAt = at;
    order.text = text;
  }

  private void activate(VenueEvent.OrderActivated activated) {
    var order = require(activated.id());
    change(
        order,
        () -> {
          order.status = OrderStatus.NEW;
          order.quantity = activated.quantity();
          order.binding = activated.binding();
          order.expiresAt = activated.expiresAt();
          order.trail = activated.trail();
          order.updatedAt = activated.at();
        });
    tell(OrderEvent.ACTIVATED, order, null);
  }

  private void restate(VenueEvent.OrderRestated restated) {
    var order = require(restated.id());
    change(
        order,
        () -> {
          order.quantity = restated.quantity();
          order.binding = restated.binding();
          order.updatedAt = restated.at();
        });
    tell(OrderEvent.RESTATED, order, null);
  }

  private void split(VenueEvent.SharesSplit split) {
    var account = requireAccount(split.account());
    var listed = listed(split.symbol());
    var position = account.position(listed);
    var before = position.quantity;
    position.split(split.ratio());
    book(
        account,
        new Entry(
                split.transaction(),
                TransactionType.SPLIT,
                split.at(),
                "split %s for 1".formatted(split.ratio().toPlainString()))
            .holding(listed, position.quantity.subtract(before)));
  }

  private void pay(VenueEvent.DividendPaid paid) {
    var account = requireAccount(paid.account());
    var listed = listed(paid.symbol());
    var amount = account.held(listed).multiply(paid.perShare());
    account.cash = Amounts.trimmed(account.cash.add(amount));
    book(
        account,
        new Entry(paid.transaction(), TransactionType.DIVIDEND, paid.at(), "cash dividend")
            .cash(amount)
            .instrument(listed)
            .price(paid.perShare()));
  }

  /** The option goes; what is exercised or assigned moves shares and cash at its strike. */
  private void expire(VenueEvent.OptionExpired expired) {
    var account = requireAccount(expired.account());
    var position = account.position(listed(expired.symbol()));
    var units = position.quantity;
    position.trade(units.negate(), BigDecimal.ZERO);
    var delivery = expired.delivery();
    if (delivery == null) {
      book(
          account,
          new Entry(expired.transaction(), TransactionType.OPTION_EXPIRY, expired.at(), "expired")
              .holding(position.listed, units.negate()));
      return;
    }
    var type =
        units.signum() > 0 ? TransactionType.OPTION_EXERCISE : TransactionType.OPTION_ASSIGNMENT;
    var option = OptionGate.option(position.listed);
    var direction = option.osi().right() == OptionRight.CALL ? units : units.negate();
    var shares = listed(option.underlying());
    var change = Amounts.trimmed(direction.multiply(option.multiplier()));
    var cash = change.negate().multiply(option.osi().strike());
    account.position(shares).trade(change, option.osi().strike());
    account.cash = Amounts.trimmed(account.cash.add(cash));
    book(
        account,
        new Entry(expired.transaction(), type, expired.at(), position.listed.symbol())
            .holding(position.listed, units.negate()));
    book(
        account,
        new Entry(delivery, type, expired.at(), position.listed.symbol())
            .cash(cash)
            .holding(shares, change)
            .price(option.osi().strike()));
  }

  /** Takes the order out of every sum and index, changes it, and puts it back where it belongs. */
  private void change(LiveOrder order, Runnable change) {
    leave(order);
    change.run();
    enter(order);
  }

  private void leave(LiveOrder order) {
    order.account.openOrders.remove(order.sequence);
    if (order.isWorking()) {
      order.account.bound = order.account.bound.subtract(order.equityBound());
      var position = order.account.position(order.listed);
      position.closing = position.closing.subtract(order.closingLeft());
      expiring.remove(order);
      var symbol = order.listed.symbol();
      var others = working.get(symbol);
      if (others != null) {
        others.remove(order.sequence);
        if (others.isEmpty()) {
          working.remove(symbol);
        }
      }
    }
  }

  private void enter(LiveOrder order) {
    if (order.isOpen()) {
      order.account.openOrders.put(order.sequence, order);
    }
    if (order.isWorking()) {
      order.account.bound = order.account.bound.add(order.equityBound());
      var position = order.account.position(order.listed);
      position.closing = position.closing.add(order.closingLeft());
      if (order.expiresAt != null) {
        expiring.add(order);
      }
      if (!order.isCombinationLeg()) {
        working
            .computeIfAbsent(order.listed.symbol(), symbol -> new TreeMap<>())
            .put(order.sequence, order);
      }
    }
  }

  private void book(LiveAccount account, Entry entry) {
    var transaction = entry.transaction(account);
    account.transactions.add(transaction);
    if (telling) {
      notices.add(new Notice.Booked(transaction.at(), transaction));
    }
  }

  private void tell(OrderEvent event, LiveOrder order, @Nullable VenueExecution execution) {
    order.history.add(
        new OrderHistoryEntry(event, order.updatedAt, order.status, order.cumulative, order.text));
    if (telling) {
      notices.add(new Notice.OrderChanged(order.updatedAt, event, order.snapshot(), execution));
    }
  }

  /** The instruments that the journal itself lists, by symbol. */
  TreeMap<String, Listed> listings() {
    return listings;
  }

  /**
   * @throws IllegalStateException if nothing of that symbol trades here
   */
  Listed listed(String symbol) {
    return find(symbol)
        .orElseThrow(
            () -> new IllegalStateException("the journal speaks of an unknown symbol: " + symbol));
  }

  /** What trades under a symbol here. */
  Optional<Listed> find(String symbol) {
    var own = listings.get(symbol);
    return own == null ? prices.find(symbol) : Optional.of(own);
  }
}
