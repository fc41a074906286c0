package io.brokerway.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A paper account that trades on the quotes of a connected broker. */
final class QuotedAccountTest {
  private static final Instrument APPLE = Instrument.Equity.us("AAPL");
  private static final String CONNECTION = "0199f000-0000-7000-8000-000000000001";

  private final PaperHouse house = new PaperHouse();
  private final ScriptedQuotes quotes = new ScriptedQuotes(CONNECTION, house.clock);

  private Broker open(Map<String, String> fields) {
    house.settings.put("quote-poll", "PT0.1S");
    if (house.sources.isEmpty()) {
      house.sources.add(quotes);
    }
    return house.open(fields);
  }

  private Broker quoted() {
    return open(Map.of("prices", CONNECTION, "initial_balance", "50000"));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void marketOrderFillsAtTheQuoteOfTheConnectionAndIsMarkedByIt() {
    quotes.show(APPLE, "100.00", "100.10");
    var broker = quoted();
    var account = house.account(broker);

    var report = report(broker.placeOrder(market(account, "a1", "10"), Attempt.unguarded()));

    assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(report.averagePrice()).isEqualByComparingTo("100.10");
    var position = broker.fetchPositions(account).value().getFirst();
    assertThat(position.instrument()).isEqualTo(APPLE);
    assertThat(position.currentPrice()).isEqualByComparingTo("100.10");
    assertThat(position.previousClose()).isEqualByComparingTo("99");
    assertThat(broker.fetchBalance(account).value().cash()).isEqualByComparingTo("48999");
  }

  @Test
  void whatOneQuoteDisplaysIsNotThereTwice() {
    quotes.show(APPLE, "10.00", "10.10");
    var broker = quoted();
    var account = house.account(broker);

    var first = report(broker.placeOrder(market(account, "a1", "900"), Attempt.unguarded()));
    var second = report(broker.placeOrder(market(account, "a2", "900"), Attempt.unguarded()));

    assertThat(first.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(second.cumulativeQuantity()).isEqualByComparingTo("100");
  }

  @Test
  void limitOrderRestsAndFillsWhenAPolledQuoteReachesIt() {
    quotes.show(APPLE, "100.00", "100.10");
    var broker = quoted();
    var account = house.account(broker);
    var placed =
        report(broker.placeOrder(limit(account, "a1", "10", "99.50"), Attempt.unguarded()));
    assertThat(placed.status()).isEqualTo(OrderStatus.NEW);

    house.clock.advance(Duration.ofSeconds(2));
    quotes.show(APPLE, "99.30", "99.40");

    eventually(() -> {
      house.clock.advance(Duration.ofMillis(200));
      return status(broker, account, placed) == OrderStatus.FILLED;
    });
    assertThat(quotes.watched).containsExactly(APPLE);
  }

  @Test
  void streamedQuoteFillsWithoutAPoll() {
    quotes.show(APPLE, "100.00", "100.10");
    house.settings.put("quote-poll", "PT10M");
    house.sources.add(quotes);
    var broker = house.open(Map.of("prices", CONNECTION));
    var account = house.account(broker);
    var placed =
        report(broker.placeOrder(limit(account, "a1", "10", "99.50"), Attempt.unguarded()));
    var asked = quotes.asked.get();

    house.clock.advance(Duration.ofSeconds(1));
    quotes.stream(quotes.show(APPLE, "99.30", "99.40"));
    house.clock.advance(Duration.ofSeconds(1));

    assertThat(status(broker, account, placed)).isEqualTo(OrderStatus.FILLED);
    assertThat(quotes.asked).hasValue(asked);
  }

  @Test
  void staleQuoteFillsNothingRefusesMarketOrdersAndLeavesFiguresUnknown() {
    quotes.show(APPLE, "100.00", "100.10");
    var broker = quoted();
    var account = house.account(broker);
    report(broker.placeOrder(market(account, "a1", "10"), Attempt.unguarded()));

    house.clock.advance(Duration.ofMinutes(5));

    var refused = broker.placeOrder(market(account, "a2", "10"), Attempt.unguarded());
    assertThat(refused)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.toString()).contains("fresh quote of AAPL"));
    assertThatThrownBy(() -> broker.fetchBalance(account))
        .isInstanceOf(BrokerException.Unavailable.class)
        .hasMessageContaining("fresh quote of AAPL");
    assertThatThrownBy(() -> broker.fetchPositions(account))
        .isInstanceOf(BrokerException.Unavailable.class);
    var resting = report(broker.placeOrder(sell(account, "a3", "10", "90"), Attempt.unguarded()));
    assertThat(resting.status()).isEqualTo(OrderStatus.NEW);
    house.clock.advance(Duration.ofSeconds(5));
    assertThat(status(broker, account, resting)).isEqualTo(OrderStatus.NEW);
  }

  @Test
  void ordersThatNeedNoPriceAreTakenWhileThereIsNone() {
    quotes.show(APPLE, "100.00", "100.10");
    var broker = quoted();
    var account = house.account(broker);
    quotes.hide(APPLE);

    var resting = broker.placeOrder(limit(account, "a1", "10", "99"), Attempt.unguarded());
    var refused = broker.placeOrder(market(account, "a2", "1"), Attempt.unguarded());

    assertThat(report(resting).status()).isEqualTo(OrderStatus.NEW);
    assertThat(refused).isInstanceOf(CommandOutcome.Rejected.class);
    assertThat(broker.fetchBalance(account).value().cash()).isEqualByComparingTo("50000");
  }

  @Test
  void nothingFillsForTheTimeInWhichNoQuoteWasKnown() {
    quotes.show(APPLE, "100.00", "100.10");
    var broker = quoted();
    var account = house.account(broker);
    var placed =
        report(broker.placeOrder(limit(account, "a1", "10", "99.50"), Attempt.unguarded()));
    quotes.breakDown("gone");
    house.clock.advance(Duration.ofHours(2));
    assertThat(status(broker, account, placed)).isEqualTo(OrderStatus.NEW);

    quotes.show(APPLE, "99.00", "99.10");
    quotes.heal();

    eventually(() -> {
      house.clock.advance(Duration.ofMillis(200));
      return status(broker, account, placed) == OrderStatus.FILLED;
    });
    var fill = broker.findOrder(ref(account, placed));
    assertThat(fill.toString()).contains("99.1");
  }

  @Test
  void hoursAreThoseOfTheConnection() {
    quotes.show(APPLE, "100.00", "100.10");
    quotes.session = MarketHours.Session.CLOSED;
    var broker = quoted();
    var account = house.account(broker);

    var placed = report(broker.placeOrder(market(account, "a1", "1"), Attempt.unguarded()));

    assertThat(placed.status()).isEqualTo(OrderStatus.NEW);
    assertThat(broker.fetchMarketHours(APPLE).session()).isEqualTo(MarketHours.Session.CLOSED);
  }

  @Test
  void lostConnectionShowsInTheAccountUntilItIsBack() {
    quotes.show(APPLE, "100.00", "100.10");
    var broker = quoted();
    var account = house.account(broker);

    quotes.breakDown("prices come from connection x, which is NEEDS_LOGIN: key revoked");
    var during = broker.fetchAccounts().value().getFirst();
    var unknown =
        broker.placeOrder(
            NewOrder.simple(
                account,
                "b1",
                Instrument.Equity.us("TSLA"),
                Side.BUY,
                OrderQuantity.units("1"),
                OrderTerms.market(TimeInForce.DAY)),
            Attempt.unguarded());
    quotes.heal();
    var after = broker.fetchAccounts().value().getFirst();

    assertThat(during.status()).isEqualTo(Account.Status.RESTRICTED);
    assertThat(during.restriction()).contains("key revoked");
    assertThat(unknown).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(after.status()).isEqualTo(Account.Status.ACTIVE);
    assertThat(report(broker.placeOrder(market(account, "b2", "1"), Attempt.unguarded())).status())
        .isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void accountKeepsItsPricesOverARestartEvenWhileTheyAreAway() {
    quotes.show(APPLE, "100.00", "100.10");
    var account = house.account(quoted());
    var fields = Map.of("account_id", account.value());
    var before = open(fields);
    report(before.placeOrder(market(account, "a1", "10"), Attempt.unguarded()));

    var again = house.restart(account);
    quotes.breakDown("gone");

    assertThat(again.findOrder(OrderRef.byClientOrderId(account, "a1")).toString())
        .contains("FILLED");
    assertThat(again.capabilities().marketData().shareable()).isFalse();
    quotes.heal();
    quotes.show(APPLE, "101.00", "101.10");
    eventually(() -> {
      house.clock.advance(Duration.ofMillis(200));
      return price(again, account).compareTo(new BigDecimal("101.1")) == 0;
    });
    assertThatThrownBy(() -> open(Map.of("account_id", account.value(), "prices", "replay")))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining("fixed");
  }

  @Test
  void onlyOnesOwnConnectionsLendPrices() {
    house.sources.add(new ScriptedQuotes("0199f000-0000-7000-8000-00000000000a", house.clock));

    assertThatThrownBy(() -> house.open(Map.of("prices", CONNECTION)))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining("prices");
  }

  @Test
  void theSettingMakesTheOneConnectedBrokerTheDefault() {
    house.settings.put("price-source", "connected");
    quotes.show(APPLE, "100.00", "100.10");
    var broker = open(Map.of());

    assertThat(house.account(broker).value()).contains(CONNECTION);

    house.sources.add(new ScriptedQuotes("0199f000-0000-7000-8000-00000000000a", house.clock));
    assertThatThrownBy(() -> house.open(Map.of()))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining(CONNECTION);
    assertThat(house.account(house.open(Map.of("prices", "replay"))).value())
        .doesNotContain(CONNECTION);
  }

  private static BigDecimal price(Broker broker, AccountKey account) {
    try {
      return Objects.requireNonNull(
          broker.fetchPositions(account).value().getFirst().currentPrice());
    } catch (BrokerException.Unavailable e) {
      return BigDecimal.ZERO;
    }
  }

  private static OrderStatus status(Broker broker, AccountKey account, OrderReport order) {
    return broker.findOrder(ref(account, order))
            instanceof io.brokerway.broker.order.Lookup.Found(var found)
        ? found.status()
        : OrderStatus.REJECTED;
  }

  private static OrderRef ref(AccountKey account, OrderReport order) {
    return OrderRef.byClientOrderId(account, Objects.requireNonNull(order.clientOrderId()));
  }

  private static NewOrder market(AccountKey account, String id, String quantity) {
    return NewOrder.simple(
        account,
        id,
        APPLE,
        Side.BUY,
        OrderQuantity.units(quantity),
        OrderTerms.market(TimeInForce.DAY));
  }

  private static NewOrder limit(AccountKey account, String id, String quantity, String price) {
    return NewOrder.simple(
        account,
        id,
        APPLE,
        Side.BUY,
        OrderQuantity.units(quantity),
        OrderTerms.limit(price, TimeInForce.GTC));
  }

  private static NewOrder sell(AccountKey account, String id, String quantity, String price) {
    return NewOrder.simple(
        account,
        id,
        APPLE,
        Side.SELL,
        OrderQuantity.units(quantity),
        OrderTerms.limit(price, TimeInForce.GTC));
  }

  private static OrderReport report(CommandOutcome outcome) {
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    return Objects.requireNonNull(((CommandOutcome.Accepted) outcome).report());
  }

  private static void eventually(BooleanSupplier condition) {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
