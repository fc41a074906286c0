package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.market.ReferencePrice;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.BalanceView;
import io.brokerway.engine.portfolio.FigureStatus;
import io.brokerway.engine.portfolio.Freshness;
import io.brokerway.engine.portfolio.Holding;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Accounts at one broker, each of its own user. */
final class TestVenues implements Venues {
  static final TenantId TENANT = new TenantId("demo");

  final Broker broker;
  final List<Execution> booked = new CopyOnWriteArrayList<>();
  volatile BigDecimal held = BigDecimal.ZERO;
  volatile boolean streamUp = true;
  private final Map<UUID, AccountRef> accounts = new ConcurrentHashMap<>();

  TestVenues(Broker broker) {
    this.broker = broker;
  }

  AccountRef add(int number) {
    return add(number, new AccountKey("A" + number));
  }

  AccountRef add(int number, AccountKey key) {
    var owner = new Owner(TENANT, new UserId("user_" + number));
    var ref =
        new ConnectionRef(owner, new UUID(1, number), new BrokerId("ledger"), Environment.PAPER);
    var account =
        new AccountRef(
            ref,
            new UUID(2, number),
            key,
            Environment.PAPER,
            CurrencyCode.USD,
            broker::capabilities);
    accounts.put(account.account(), account);
    return account;
  }

  static Balance balance(String cash) {
    var amount = new BigDecimal(cash);
    return Balance.basic(CurrencyCode.USD, amount, amount, amount);
  }

  @Override
  public AccountRef account(TenantId tenant, @Nullable UserId user, UUID account) {
    var found = accounts.get(account);
    if (found == null || !found.user().equals(user)) {
      throw new IllegalArgumentException("no such account");
    }
    return found;
  }

  @Override
  public Optional<AccountRef> find(UUID account) {
    return Optional.ofNullable(accounts.get(account));
  }

  @Override
  public Optional<AccountRef> byKey(UUID connection, AccountKey key) {
    return accounts.values().stream().filter(each -> each.brokerKey().equals(key)).findFirst();
  }

  @Override
  public List<AccountRef> ofConnection(UUID connection) {
    return accounts.values().stream().filter(each -> each.connection().equals(connection)).toList();
  }

  @Override
  public List<ConnectionRef> open() {
    return accounts.values().stream().map(AccountRef::connectionRef).toList();
  }

  @Override
  public String problemOf(ConnectionRef connection) {
    return "";
  }

  @Override
  public Account.Status statusOf(AccountRef account) {
    return Account.Status.ACTIVE;
  }

  @Override
  public Broker broker(UUID connection) {
    return broker;
  }

  @Override
  public boolean isStreamUp(UUID connection) {
    return streamUp;
  }

  @Override
  public Optional<Listing> listing(ConnectionRef connection, Instrument instrument) {
    return instrument.symbol().equals("NONE")
        ? Optional.empty()
        : Optional.of(
            new Listing(instrument, "Acme", true, true, true, null, null, null, List.of()));
  }

  @Override
  public MarketHours hours(ConnectionRef connection, Instrument instrument) {
    return MarketHours.always(Instant.EPOCH);
  }

  @Override
  public Optional<ReferencePrice> reference(ConnectionRef connection, Instrument instrument) {
    return Optional.of(new ReferencePrice(BigDecimal.TEN, Instant.EPOCH, Duration.ZERO, "test"));
  }

  @Override
  public BalanceView balance(Tx tx, AccountRef account) {
    return new BalanceView(account.account(), null, null, freshness());
  }

  @Override
  public Holding holding(Tx tx, AccountRef account, Instrument instrument) {
    return new Holding(held, null, freshness());
  }

  private static Freshness freshness() {
    return new Freshness(Instant.EPOCH, "broker", FigureStatus.FRESH, "");
  }

  @Override
  public void book(Tx tx, AccountRef account, Execution fill) {
    booked.add(fill);
  }
}
