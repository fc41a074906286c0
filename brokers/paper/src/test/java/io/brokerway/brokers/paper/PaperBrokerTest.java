package io.brokerway.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PaperBrokerTest {
  private static final Instrument APPLE = Instrument.Equity.us("AAPL");
  private static final OrderTerms MARKET = OrderTerms.market(TimeInForce.DAY);

  private final PaperHouse house = new PaperHouse();
  private final Broker broker = house.open(Map.of("initial_balance", "50000"));
  private final AccountKey account = house.account(broker);

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(BrokerFactory.class))
        .extracting(factory -> factory.profile().id().value())
        .contains("paper");
  }

  @Test
  void loginOpensAnAccountWithItsBalance() {
    var accounts = broker.fetchAccounts().value();
    var balance = broker.fetchBalance(account).value();

    assertThat(accounts).singleElement().returns(Environment.PAPER, found -> found.environment());
    assertThat(balance.cash()).isEqualByComparingTo("50000");
    assertThat(balance.buyingPower()).isEqualByComparingTo("100000");
  }

  @Test
  void wrongFieldsAreRefusedByName() {
    for (var bad : List.of("-1", "1e400", "abc", "1.001", "1e-999999999")) {
      assertThatThrownBy(() -> house.open(Map.of("initial_balance", bad)))
          .isInstanceOf(BrokerException.LoginRefused.class)
          .hasMessageContaining("initial_balance");
    }
    assertThatThrownBy(() -> house.open(Map.of("margin", "maybe"))).hasMessageContaining("margin");
    assertThatThrownBy(() -> house.open(Map.of("account_id", "paper_guess")))
        .isInstanceOf(BrokerException.LoginRefused.class);
  }

  @Test
  void knownAccountIsConnectedAgain() {
    var again = house.open(Map.of("account_id", account.value()));

    assertThat(house.account(again)).isEqualTo(account);
  }

  @Test
  void marketOrderFillsMovesPositionAndCashAndIsATransaction() {
    var report = report(broker.placeOrder(buy("a1b2c3d4", "10"), Attempt.unguarded()));

    assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(report.clientOrderId()).isEqualTo("a1b2c3d4");
    var position = broker.fetchPositions(account).value().getFirst();
    assertThat(position.quantity()).isEqualByComparingTo("10");
    assertThat(position.instrument()).isEqualTo(APPLE);
    var transactions =
        broker.fetchTransactions(account, TransactionQuery.all()).value().transactions();
    assertThat(transactions)
        .extracting(Transaction::type)
        .containsExactly(TransactionType.DEPOSIT, TransactionType.BUY);
    assertThat(broker.fetchBalance(account).value().cash())
        .isEqualByComparingTo(
            new BigDecimal("50000").add(requireAmount(transactions.getLast()).amount()));
  }

  private static Money requireAmount(Transaction transaction) {
    return java.util.Objects.requireNonNull(transaction.amount());
  }

  @Test
  void secondSendOfAnIdReturnsTheFirstOrder() {
    var first = report(broker.placeOrder(buy("a1b2c3d4", "10"), Attempt.unguarded()));

    var second = report(broker.placeOrder(buy("a1b2c3d4", "10"), Attempt.unguarded()));

    assertThat(second).isEqualTo(first);
    assertThat(broker.fetchOrders(account, allOrders()).value()).hasSize(1);
  }

  private static OrderQuery allOrders() {
    return new OrderQuery(OrderQuery.Scope.ALL, null);
  }

  @Test
  void orderIsFoundByItsClientIdAndAbsenceIsTold() {
    var placed = report(broker.placeOrder(buy("a1b2c3d4", "10"), Attempt.unguarded()));

    assertThat(broker.findOrder(OrderRef.byClientOrderId(account, "a1b2c3d4")))
        .isEqualTo(new Lookup.Found(placed));
    assertThat(broker.findOrder(OrderRef.byClientOrderId(account, "never")))
        .isInstanceOf(Lookup.Absent.class);
  }

  @Test
  void leaveIsAskedBeforeTheVenueHearsOfIt() {
    var refusing =
        new Attempt() {
          @Override
          public java.util.Optional<byte[]> state() {
            return java.util.Optional.empty();
          }

          @Override
          public void save(byte[] state) {}

          @Override
          public void beforeFirstByte() {
            throw new SendRefused("the kill switch fell");
          }
        };

    var outcome = broker.placeOrder(buy("a1b2c3d4", "10"), refusing);

    assertThat(outcome)
        .isEqualTo(new CommandOutcome.NotSent("the kill switch fell", Duration.ZERO));
    assertThat(broker.fetchOrders(account, allOrders()).value()).isEmpty();
  }

  @Test
  void replaceAndCancelWorkOnARestingOrder() {
    var resting =
        report(
            broker.placeOrder(
                NewOrder.simple(
                    account,
                    "resting1",
                    APPLE,
                    Side.BUY,
                    OrderQuantity.units("10"),
                    OrderTerms.limit("50.00", TimeInForce.GTC)),
                Attempt.unguarded()));
    var ref = OrderRef.byBrokerOrderId(account, resting.brokerOrderId());
    var change = new OrderChange(null, new BigDecimal("51.00"), null, null, null, null);

    var replaced =
        report(broker.replaceOrder(new ReplaceOrder(ref, "resting2", change), Attempt.unguarded()));
    var canceled =
        report(
            broker.cancelOrder(
                OrderRef.byBrokerOrderId(account, replaced.brokerOrderId()), Attempt.unguarded()));

    assertThat(replaced.replaces()).isEqualTo(resting.brokerOrderId());
    assertThat(canceled.status()).isEqualTo(OrderStatus.CANCELED);
    assertThat(broker.cancelOrder(ref, Attempt.unguarded()))
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LATE));
  }

  @Test
  void restartLosesNothing() {
    report(broker.placeOrder(buy("a1b2c3d4", "10"), Attempt.unguarded()));
    var orders = broker.fetchOrders(account, allOrders()).value();
    var balance = broker.fetchBalance(account).value().cash();

    var again = house.restart(account);

    assertThat(again.fetchOrders(account, allOrders()).value()).isEqualTo(orders);
    assertThat(again.fetchBalance(account).value().cash()).isEqualTo(balance);
  }

  @Test
  void cashIsSetByACommandOfTheVenue() {
    var balance =
        broker.cashAdjustment().orElseThrow().setCash(account, new BigDecimal("1234.50")).value();

    assertThat(balance.cash()).isEqualByComparingTo("1234.50");
    var last =
        broker.fetchTransactions(account, TransactionQuery.all()).value().transactions().getLast();
    assertThat(last.type()).isEqualTo(TransactionType.ADJUSTMENT);
    assertThat(requireAmount(last).amount()).isEqualByComparingTo("-48765.5");
  }

  @Test
  void foreignAccountIsNotReached() {
    var other = house.account(house.open(Map.of()));

    assertThatThrownBy(() -> broker.fetchBalance(other))
        .isInstanceOf(BrokerException.NotFound.class);
    assertThatThrownBy(() -> broker.fetchPositions(other))
        .isInstanceOf(BrokerException.NotFound.class);
  }

  @Test
  void undeclaredCombinationIsNotSent() {
    var order =
        NewOrder.simple(
            account,
            "stopioc1",
            APPLE,
            Side.BUY,
            OrderQuantity.units("1"),
            OrderTerms.stop("500.00", TimeInForce.IOC));

    assertThatThrownBy(() -> broker.placeOrder(order, Attempt.unguarded()))
        .isInstanceOf(BrokerException.Unsupported.class);
  }

  @Test
  void marketDataComesFromTheReplay() {
    var quote = broker.fetchQuotes(List.of(APPLE, Instrument.Equity.us("NONE"))).getFirst();
    var from = house.clock.instant().minus(Duration.ofHours(1));
    var bars =
        broker.fetchBars(new BarQuery(APPLE, BarSize.MINUTE_1, from, house.clock.instant(), 1000));

    assertThat(quote.source()).isEqualTo("replay:modelled");
    assertThat(bars).hasSize(60);
    assertThat(bars.getLast().close()).isBetween(new BigDecimal("50"), new BigDecimal("500"));
    assertThat(broker.searchListings("apple", 5).getFirst().instrument()).isEqualTo(APPLE);
    assertThat(broker.fetchMarketHours(APPLE).isRegular()).isTrue();
  }

  @Test
  void streamTellsTheFillThenTheOrder() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Object>();
    try (var stream = broker.openStream(new Recording(heard))) {
      stream.watchQuotes(Set.of(APPLE));
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isInstanceOf(Quote.class);
      stream.watchQuotes(Set.of());

      broker.placeOrder(buy("a1b2c3d4", "10"), Attempt.unguarded());

      assertThat(next(heard)).isEqualTo(OrderStatus.NEW);
      assertThat(next(heard)).isInstanceOf(Execution.class);
      assertThat(next(heard)).isEqualTo(OrderStatus.FILLED);
    }
  }

  private static Object next(LinkedBlockingQueue<Object> heard) throws InterruptedException {
    var next = heard.poll(5, TimeUnit.SECONDS);
    return next instanceof Quote ? next(heard) : java.util.Objects.requireNonNull(next);
  }

  private NewOrder buy(String id, String quantity) {
    return NewOrder.simple(account, id, APPLE, Side.BUY, OrderQuantity.units(quantity), MARKET);
  }

  private static OrderReport report(CommandOutcome outcome) {
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    return java.util.Objects.requireNonNull(((CommandOutcome.Accepted) outcome).report());
  }

  private record Recording(LinkedBlockingQueue<Object> heard) implements BrokerStream.Listener {
    @Override
    public void onOrder(OrderReport report) {
      heard.add(report.status());
    }

    @Override
    public void onExecution(Execution execution) {
      heard.add(execution);
    }

    @Override
    public void onAccountChanged(AccountKey changed) {
      heard.add(changed);
    }

    @Override
    public void onQuote(Quote quote) {
      heard.add(quote);
    }

    @Override
    public void onGap(Instant since) {
      heard.add(since);
    }

    @Override
    public void onDown(String why) {
      heard.add(why);
    }

    @Override
    public void onLoginNeeded(String why) {
      heard.add(why);
    }
  }
}
