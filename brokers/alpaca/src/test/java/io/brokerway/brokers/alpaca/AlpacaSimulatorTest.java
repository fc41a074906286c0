package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.DemoLogins;
import io.brokerway.simulators.alpaca.KeyPair;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main flow against a server that was written from the same pages by another hand. */
final class AlpacaSimulatorTest {
  private static final Instrument AAPL = Instrument.Equity.us("AAPL");
  private static final Instrument BITCOIN = Instrument.CryptoPair.parse("BTC-USD");
  private static final KeyPair KEYS = DemoLogins.PAPER.keys();

  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.alwaysOpen()));
  private final AlpacaSimulator alpaca =
      AlpacaSimulator.start(SimulatorClock.ticking(Clock.systemUTC()), prices);
  private final AlpacaBrokerFactory factory = new AlpacaBrokerFactory();
  private final StreamEvents events = new StreamEvents();
  private final Connected.Gateway gateway = gateway();
  private final LoginStep.LoggedIn loggedIn = login(KEYS.secret(), Environment.PAPER);
  private final AccountKey account = loggedIn.accounts().getFirst().key();
  private final Broker broker =
      factory.connect(new Connected.User(Environment.PAPER, loggedIn.credentials()), gateway);

  private Connected.Gateway gateway() {
    return Connected.Gateway.with(
        new BrokerSettings(
            Map.of(
                "base-url", alpaca.liveUrl().toString(),
                "paper-base-url", alpaca.paperUrl().toString(),
                "data-url", alpaca.dataUrl().toString(),
                "stream-url", alpaca.liveStreamUrl().toString(),
                "paper-stream-url", alpaca.paperStreamUrl().toString(),
                "timeout", "PT3S")));
  }

  @AfterEach
  void stop() {
    alpaca.close();
  }

  // ---- login and account ----

  @Test
  void aLoginShowsItsAccount() {
    var accounts = broker.fetchAccounts();

    assertThat(accounts.value())
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.key()).isEqualTo(account);
          assertThat(shown.number()).isEqualTo(DemoLogins.PAPER.number());
          assertThat(shown.status()).isEqualTo(Account.Status.ACTIVE);
          assertThat(shown.type()).isEqualTo(Account.Type.MARGIN);
        });
    assertThat(accounts.startedAt())
        .isBetween(gateway.clock().instant().minusSeconds(20), gateway.clock().instant());
  }

  @Test
  void aWrongKeyOrTheWrongEnvironmentIsRefused() {
    assertThatThrownBy(() -> login("wrong-secret-wrong", Environment.PAPER))
        .isInstanceOf(LoginRefused.class);
    assertThatThrownBy(() -> login(KEYS.secret(), Environment.LIVE))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("live");
  }

  @Test
  void aRevokedKeyNeedsALoginAndWorksAgainAfterwards() {
    alpaca.revoke(KEYS);
    assertThatThrownBy(() -> broker.fetchBalance(account)).isInstanceOf(LoginNeeded.class);
    assertThat(place(buy("revoked00", "1", OrderTerms.market(TimeInForce.DAY))))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(alpaca.accepted("revoked00")).isZero();

    alpaca.restore(KEYS);

    assertThat(broker.fetchBalance(account).value().cash()).isEqualByComparingTo("100000");
  }

  // ---- the life of an order ----

  @Test
  void aFillReachesStreamPositionsBalanceAndActivities() {
    try (var stream = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      assertThat(stream.isUp()).isTrue();

      var placed = accepted(place(buy("fill000001", "10", OrderTerms.market(TimeInForce.DAY))));
      var filled = events.awaitOrder(placed.brokerOrderId(), OrderStatus.FILLED);

      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("10");
      var executions =
          events.all(Execution.class).stream()
              .filter(execution -> execution.brokerOrderId().equals(placed.brokerOrderId()))
              .toList();
      assertThat(
              executions.stream().map(Execution::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo("10");
      assertThat(executions.getLast().cumulativeQuantity()).isEqualByComparingTo("10");

      var position = broker.fetchPositions(account).value().getFirst();
      assertThat(position.instrument()).isEqualTo(AAPL);
      assertThat(position.quantity()).isEqualByComparingTo("10");
      assertThat(broker.fetchBalance(account).value().cash()).isLessThan(new BigDecimal("100000"));

      var booked =
          transactions(null).stream().filter(row -> row.type() == TransactionType.BUY).toList();
      assertThat(booked).hasSameSizeAs(executions);
      assertThat(booked.getLast().brokerOrderId()).isEqualTo(placed.brokerOrderId());
      assertThat(booked.getLast().cumulativeQuantity()).isEqualByComparingTo("10");
      assertThat(Objects.requireNonNull(booked.getLast().amount()).amount()).isNegative();
    }
  }

  @Test
  void aLargeOrderFillsInParts() {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);

      var thin = thinnestQuote();
      var shown = Objects.requireNonNull(thin.askSize());
      var quantity = shown.add(new BigDecimal(100)).toBigInteger().toString();
      var limit =
          Objects.requireNonNull(thin.ask())
              .multiply(new BigDecimal("1.02"))
              .setScale(2, RoundingMode.UP)
              .toPlainString();
      var placed =
          accepted(
              place(
                  order(
                      thin.instrument(),
                      "parts00001",
                      OrderQuantity.units(quantity),
                      OrderTerms.limit(limit, TimeInForce.DAY))));

      var partial = events.awaitOrder(placed.brokerOrderId(), OrderStatus.PARTIALLY_FILLED);
      assertThat(partial.cumulativeQuantity()).isLessThan(new BigDecimal(quantity)).isPositive();
      var cumulative =
          events.all(Execution.class).stream().map(Execution::cumulativeQuantity).toList();
      assertThat(cumulative).doesNotHaveDuplicates().isNotEmpty();
    }
  }

  @Test
  void aWorkingOrderIsFoundReplacedAndCanceled() {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      var placed =
          accepted(place(buy("work000001", "5", OrderTerms.limit(farBelow(), TimeInForce.GTC))));
      events.awaitOrder(placed.brokerOrderId(), OrderStatus.NEW);
      assertThat(found(OrderRef.byClientOrderId(account, "work000001")).brokerOrderId())
          .isEqualTo(placed.brokerOrderId());
      assertThat(broker.fetchOrders(account, OrderQuery.open()).value())
          .extracting(OrderReport::brokerOrderId)
          .containsExactly(placed.brokerOrderId());

      var change =
          new OrderChange(new BigDecimal("7"), new BigDecimal("2.50"), null, null, null, null);
      var replaced =
          accepted(
              broker.replaceOrder(
                  new ReplaceOrder(ref(placed), "work000002", change), Attempt.unguarded()));
      events.awaitOrder(placed.brokerOrderId(), OrderStatus.REPLACED);

      assertThat(replaced.brokerOrderId()).isNotEqualTo(placed.brokerOrderId());
      var newest = found(ref(placed));
      assertThat(newest.brokerOrderId()).isEqualTo(replaced.brokerOrderId());
      assertThat(newest.quantity()).isEqualByComparingTo("7");
      assertThat(newest.replaces()).isEqualTo(placed.brokerOrderId());
      assertThat(newest.clientOrderId()).isEqualTo("work000002");

      assertThat(cancel(replaced)).isInstanceOf(CommandOutcome.Accepted.class);
      events.awaitOrder(replaced.brokerOrderId(), OrderStatus.CANCELED);
      assertThat(cancel(replaced))
          .isInstanceOfSatisfying(
              CommandOutcome.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LATE));
      assertThat(broker.fetchOrders(account, OrderQuery.open()).value()).isEmpty();
    }
  }

  @Test
  void aReplaceAfterAPartialFillTradesWhatIsLeftOfTheNewTotal() {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      var first = partlyFilled("total00001");

      var second = accepted(replace(first, "total00002", change(new BigDecimal("8"), farAbove())));
      var working = found(ref(second));
      prices.show(new BigDecimal(100));
      var filled = events.awaitOrder(second.brokerOrderId(), OrderStatus.FILLED);

      assertThat(working.quantity()).isEqualByComparingTo("4");
      assertThat(working.cumulativeQuantity()).isZero();
      assertThat(alpaca.ledger().getLast().path("qty").asString()).isEqualTo("4");
      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("4");
      assertThat(events.awaitOrder(first.brokerOrderId(), OrderStatus.REPLACED))
          .extracting(OrderReport::cumulativeQuantity)
          .isEqualTo(new BigDecimal("4"));
      assertThat(broker.fetchPositions(account).value().getFirst().quantity())
          .isEqualByComparingTo("8");
      assertThat(transactions(null).stream().filter(row -> row.type() == TransactionType.BUY))
          .extracting(Transaction::brokerOrderId, Transaction::cumulativeQuantity)
          .containsExactlyInAnyOrder(
              tuple(first.brokerOrderId(), new BigDecimal("4")),
              tuple(second.brokerOrderId(), new BigDecimal("4")));
    }
  }

  @Test
  void aNewPriceAfterAPartialFillKeepsTheTotal() {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      var first = partlyFilled("price00001");
      var second = accepted(replace(first, "price00002", change(null, farAbove())));
      prices.show(new BigDecimal(1));
      events.awaitOrder(second.brokerOrderId(), OrderStatus.PARTIALLY_FILLED);

      var third = accepted(replace(second, "price00003", change(new BigDecimal("9"), null)));
      prices.show(new BigDecimal(100));
      var filled = events.awaitOrder(third.brokerOrderId(), OrderStatus.FILLED);

      assertThat(alpaca.ledger())
          .extracting(entry -> entry.path("qty").asString())
          .containsExactly("10", "6", "4");
      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("4");
      assertThat(broker.fetchPositions(account).value().getFirst().quantity())
          .isEqualByComparingTo("9");
    }
  }

  /** An order of ten, of which four are filled; no more is on offer until the market shows it. */
  private Placed partlyFilled(String id) {
    prices.show(new BigDecimal("4"));
    var placed = accepted(place(buy(id, "10", OrderTerms.limit(nearAbove(), TimeInForce.GTC))));
    events.awaitOrder(placed.brokerOrderId(), OrderStatus.PARTIALLY_FILLED);
    return placed;
  }

  private CommandOutcome replace(Placed placed, String id, OrderChange change) {
    return broker.replaceOrder(new ReplaceOrder(ref(placed), id, change), Attempt.unguarded());
  }

  private static OrderChange change(@Nullable BigDecimal quantity, @Nullable BigDecimal limit) {
    return new OrderChange(quantity, limit, null, null, null, null);
  }

  @Test
  void theSameReplaceTwiceMakesOneOrder() {
    var placed =
        accepted(place(buy("twice00001", "5", OrderTerms.limit(farBelow(), TimeInForce.GTC))));
    awaitWorking(placed);
    var replace =
        new ReplaceOrder(
            ref(placed),
            "twice00002",
            new OrderChange(new BigDecimal("6"), null, null, null, null, null));
    alpaca.spoil(
        Fault.afterAccepting("alpaca", "PATCH", "/paper/v2/orders/.*", new Answer.Reset()));

    assertThat(broker.replaceOrder(replace, Attempt.unguarded()))
        .isInstanceOf(CommandOutcome.Unknown.class);
    var again = broker.replaceOrder(replace, Attempt.unguarded());

    assertThat(accepted(again).brokerOrderId())
        .isEqualTo(found(OrderRef.byClientOrderId(account, "twice00002")).brokerOrderId());
    assertThat(alpaca.accepted("twice00002")).isEqualTo(1);
  }

  @Test
  void theSameOrderTwiceIsOneOrder() {
    var order = buy("same000001", "5", OrderTerms.limit(farBelow(), TimeInForce.GTC));

    var first = accepted(place(order));
    var second = accepted(place(order));

    assertThat(second.brokerOrderId()).isEqualTo(first.brokerOrderId());
    assertThat(alpaca.accepted("same000001")).isEqualTo(1);
  }

  @Test
  void aLostReplyIsFoundAndAResendIsHarmless() {
    alpaca.spoil(Fault.afterAccepting("alpaca", "POST", "/paper/v2/orders", new Answer.Reset()));
    var order = buy("lost000001", "5", OrderTerms.limit(farBelow(), TimeInForce.GTC));

    assertThat(place(order)).isInstanceOf(CommandOutcome.Unknown.class);
    var found = found(OrderRef.byClientOrderId(account, "lost000001"));

    assertThat(accepted(place(order)).brokerOrderId()).isEqualTo(found.brokerOrderId());
    assertThat(alpaca.accepted("lost000001")).isEqualTo(1);
  }

  @Test
  void anOrderThatNeverArrivedIsAbsent() {
    alpaca.spoil(Fault.withoutAccepting("alpaca", "POST", "/paper/v2/orders", new Answer.Reset()));
    var order = buy("never00001", "5", OrderTerms.limit(farBelow(), TimeInForce.GTC));

    assertThat(place(order)).isInstanceOf(CommandOutcome.Unknown.class);

    assertThat(broker.findOrder(OrderRef.byClientOrderId(account, "never00001")))
        .isInstanceOf(Lookup.Absent.class);
  }

  @Test
  void tooManyCallsAreNotSent() {
    alpaca.spoil(
        Fault.withoutAccepting("alpaca", "POST", "/paper/v2/orders", new Answer.RateLimit()));

    var outcome = place(buy("fast000001", "1", OrderTerms.market(TimeInForce.DAY)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.NotSent.class,
            notSent -> assertThat(notSent.retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(1)));
    assertThat(alpaca.accepted("fast000001")).isZero();
  }

  @Test
  void everyKindOfOrderIsTaken() {
    var below = farBelow();
    var above = ask().multiply(BigDecimal.TWO).setScale(2, RoundingMode.UP).toPlainString();
    var bitcoinBelow =
        Objects.requireNonNull(quoteOf(BITCOIN).ask()).divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
    var orders =
        List.of(
            buy("kind000001", "1", OrderTerms.limit(below, TimeInForce.DAY)),
            buy("kind000002", "1", OrderTerms.stop(above, TimeInForce.DAY)),
            buy("kind000003", "1", OrderTerms.stopLimit(above, above, TimeInForce.GTC)),
            buy(
                "kind000004",
                "1",
                OrderTerms.trailingStop(TrailingOffset.percent("10"), TimeInForce.DAY)),
            buy(
                "kind000005",
                "1",
                OrderTerms.trailingStop(TrailingOffset.amount("20"), TimeInForce.GTC)),
            buy("kind000006", "0.5", OrderTerms.limit(below, TimeInForce.DAY)),
            buy(
                "kind000007",
                OrderQuantity.notional(Money.usd("100")),
                OrderTerms.market(TimeInForce.DAY)),
            order(
                BITCOIN,
                "kind000008",
                OrderQuantity.units("0.01"),
                OrderTerms.limit(bitcoinBelow.toPlainString(), TimeInForce.GTC)),
            order(
                BITCOIN,
                "kind000009",
                OrderQuantity.units("0.01"),
                OrderTerms.market(TimeInForce.GTC)),
            bracket("kind000010", below, above));

    var outcomes = orders.stream().map(this::place).toList();

    assertThat(outcomes)
        .hasSize(10)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class));
  }

  @Test
  void aRefusalKeepsAlpacasReason() {
    var outcome = place(buy("funds00001", "100000", OrderTerms.market(TimeInForce.DAY)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS));
  }

  // ---- the stream ----

  @Test
  void aLostConnectionIsMadeAgainAndTellsItsGap() {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      var before = events.count();
      var droppedAt = gateway.clock().instant();

      control("POST", "/alpaca/streams", "{\"action\":\"drop\"}");

      events.await(StreamEvents.Down.class, _ -> true, before);
      var gap = events.await(StreamEvents.Gap.class, _ -> true, before);
      assertThat(gap.since()).isBetween(droppedAt.minusSeconds(20), gateway.clock().instant());
      var placed =
          accepted(place(buy("again00001", "1", OrderTerms.limit(farBelow(), TimeInForce.DAY))));
      events.awaitOrder(placed.brokerOrderId(), OrderStatus.NEW);
    }
  }

  @Test
  void aRevokedKeyEndsTheStream() {
    alpaca.revoke(KEYS);

    try (var stream = broker.openStream(events)) {
      events.await(StreamEvents.LoginNeeded.class, _ -> true);
      assertThat(stream.isUp()).isFalse();
    }
  }

  // ---- activities ----

  @Test
  void everyActivityIsReadPageByPage() {
    for (var i = 0; i < 150; i++) {
      control(
          "POST",
          "/alpaca/deposits",
          "{\"key_id\":\"%s\",\"amount\":\"1\",\"description\":\"deposit %d\"}"
              .formatted(KEYS.keyId(), i));
    }

    var all = transactions(null);

    assertThat(all.stream().map(Transaction::brokerId)).doesNotHaveDuplicates();
    assertThat(
            all.stream().map(Transaction::amount).filter(amount -> Money.usd("1").equals(amount)))
        .hasSize(150);
  }

  // ---- market ----

  @Test
  void pricesInstrumentsAndHoursAreThere() {
    var quotes = broker.fetchQuotes(List.of(AAPL, BITCOIN));
    var now = gateway.clock().instant();
    var bars =
        broker.fetchBars(
            new BarQuery(AAPL, BarSize.DAY_1, now.minus(Duration.ofDays(20)), now, 50));
    var apple = broker.findListing(AAPL).orElseThrow();
    var bitcoin = broker.findListing(BITCOIN).orElseThrow();

    assertThat(quotes)
        .hasSize(2)
        .allSatisfy(quote -> {
          assertThat(quote.bid()).isNotNull();
          assertThat(quote.ask()).isNotNull();
          assertThat(quote.previousClose()).isNotNull();
        });
    assertThat(bars).isNotEmpty().isSortedAccordingTo(Comparator.comparing(Bar::start));
    assertThat(apple.tradable()).isTrue();
    assertThat(bitcoin.instrument()).isEqualTo(BITCOIN);
    assertThat(broker.findListing(Instrument.Equity.us("NOSUCH"))).isEmpty();
    assertThat(broker.searchListings("AAPL", 5).getFirst().instrument()).isEqualTo(AAPL);
    assertThat(broker.fetchMarketHours(AAPL).isRegular()).isTrue();
    assertThat(broker.fetchMarketHours(BITCOIN).isRegular()).isTrue();
  }

  private LoginStep.LoggedIn login(String secret, Environment environment) {
    var request =
        new LoginRequest(
            "api-key", environment, Connected.typed(KEYS.keyId(), secret), Map.of(), null, null);
    return (LoginStep.LoggedIn) factory.login(gateway).begin(request);
  }

  private CommandOutcome place(NewOrder order) {
    return broker.placeOrder(order, Attempt.unguarded());
  }

  private CommandOutcome cancel(Placed placed) {
    return broker.cancelOrder(ref(placed), Attempt.unguarded());
  }

  private OrderRef ref(Placed placed) {
    return OrderRef.byBrokerOrderId(account, placed.brokerOrderId());
  }

  private OrderReport found(OrderRef ref) {
    return ((Lookup.Found) broker.findOrder(ref)).report();
  }

  /** Alpaca replaces no order that it has not routed yet. */
  private void awaitWorking(Placed placed) {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      if (found(ref(placed)).status() != OrderStatus.NEW) {
        events.awaitOrder(placed.brokerOrderId(), OrderStatus.NEW);
      }
    }
  }

  private record Placed(String brokerOrderId) {}

  private static Placed accepted(CommandOutcome outcome) {
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    return new Placed(Objects.requireNonNull(((CommandOutcome.Accepted) outcome).brokerOrderId()));
  }

  private NewOrder buy(String id, String quantity, OrderTerms terms) {
    return buy(id, OrderQuantity.units(quantity), terms);
  }

  private NewOrder buy(String id, OrderQuantity quantity, OrderTerms terms) {
    return order(AAPL, id, quantity, terms);
  }

  private NewOrder order(
      Instrument instrument, String id, OrderQuantity quantity, OrderTerms terms) {
    return NewOrder.simple(account, id, instrument, Side.BUY, quantity, terms);
  }

  private NewOrder bracket(String id, String below, String above) {
    var stop = new BigDecimal(below).subtract(BigDecimal.ONE);
    return new NewOrder(
        account,
        id,
        OrderClass.BRACKET,
        AAPL,
        Side.BUY,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units("1"),
        OrderTerms.limit(below, TimeInForce.DAY),
        List.of(),
        ExitOrder.takeProfit(new BigDecimal(above)),
        ExitOrder.stopLoss(stop, null),
        null,
        false,
        Map.of());
  }

  private Quote quoteOf(Instrument instrument) {
    return broker.fetchQuotes(List.of(instrument)).getFirst();
  }

  /** The instrument of which the least money is offered, so that an order can take it all. */
  private Quote thinnestQuote() {
    var instruments =
        broker.searchListings("A", 50).stream()
            .map(Listing::instrument)
            .filter(Instrument.Equity.class::isInstance)
            .toList();
    return broker.fetchQuotes(instruments).stream()
        .filter(quote -> quote.ask() != null && quote.askSize() != null)
        .min(
            Comparator.comparing(quote ->
                Objects.requireNonNull(quote.ask())
                    .multiply(Objects.requireNonNull(quote.askSize()))))
        .orElseThrow();
  }

  private BigDecimal ask() {
    return Objects.requireNonNull(quoteOf(AAPL).ask());
  }

  private String farBelow() {
    return ask().divide(BigDecimal.TWO, 2, RoundingMode.DOWN).toPlainString();
  }

  private String nearAbove() {
    return ask().multiply(new BigDecimal("1.1")).setScale(2, RoundingMode.UP).toPlainString();
  }

  private BigDecimal farAbove() {
    return ask().multiply(new BigDecimal("1.2")).setScale(2, RoundingMode.UP);
  }

  private List<Transaction> transactions(@Nullable Instant since) {
    var all = new ArrayList<Transaction>();
    var query = new TransactionQuery(since, null);
    var page = broker.fetchTransactions(account, query).value();
    all.addAll(page.transactions());
    while (page.nextPageToken() != null) {
      page = broker.fetchTransactions(account, query.next(page.nextPageToken())).value();
      all.addAll(page.transactions());
    }
    return all;
  }

  @Test
  void aDepositIsHeardThoughTheTradeStreamDoesNotTellIt() {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);

      control(
          "POST",
          "/alpaca/deposits",
          "{\"key_id\":\"%s\",\"amount\":\"250\"}".formatted(KEYS.keyId()));

      assertThat(events.await(StreamEvents.AccountChanged.class, _ -> true).account())
          .isEqualTo(account);
    }
  }

  private void control(String method, String path, String body) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(alpaca.controlUrl() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 299);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
