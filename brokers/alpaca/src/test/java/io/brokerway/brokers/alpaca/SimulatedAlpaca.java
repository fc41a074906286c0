package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The adapter, logged in at a simulator whose time stands still until told: a server that was
 * written from the same pages by another hand.
 */
final class SimulatedAlpaca implements AutoCloseable {
  static final Instrument AAPL = Instrument.Equity.us("AAPL");
  static final Instrument BITCOIN = Instrument.CryptoPair.parse("BTC-USD");
  static final KeyPair KEYS = DemoLogins.PAPER.keys();

  /** A Tuesday, ten in the morning in New York. */
  private static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.alwaysOpen()));
  final AlpacaSimulator alpaca = AlpacaSimulator.start(SimulatorClock.standing(MORNING), prices);
  final StreamEvents events = new StreamEvents();
  final Connected.Gateway gateway = gateway();
  final AccountKey account;
  final Broker broker;
  private final AlpacaBrokerFactory factory = new AlpacaBrokerFactory();

  SimulatedAlpaca() {
    var loggedIn = login(KEYS.secret(), Environment.PAPER);
    account = loggedIn.accounts().getFirst().key();
    broker =
        factory.connect(new Connected.User(Environment.PAPER, loggedIn.credentials()), gateway);
  }

  private Connected.Gateway gateway() {
    return new Connected.Gateway(
        alpaca.clock(),
        new BrokerSettings(
            Map.of(
                "base-url", alpaca.liveUrl().toString(),
                "paper-base-url", alpaca.paperUrl().toString(),
                "data-url", alpaca.dataUrl().toString(),
                "stream-url", alpaca.liveStreamUrl().toString(),
                "paper-stream-url", alpaca.paperStreamUrl().toString(),
                "timeout", "PT3S")),
        new CopyOnWriteArrayList<>());
  }

  @Override
  public void close() {
    alpaca.close();
  }

  LoginStep.LoggedIn login(String secret, Environment environment) {
    var request =
        new LoginRequest(
            "api-key", environment, Connected.typed(KEYS.keyId(), secret), Map.of(), null, null);
    return (LoginStep.LoggedIn) factory.login(gateway).begin(request);
  }

  /** Opens the stream and waits until it hears. */
  BrokerStream listen() {
    var stream = broker.openStream(events);
    events.await(StreamEvents.Gap.class, _ -> true);
    return stream;
  }

  /** Puts so many units on display, and lets the market see it. */
  void show(int units) {
    prices.show(new BigDecimal(units));
    alpaca.clock().advance(Duration.ofSeconds(1));
  }

  /** An order of ten, of which four are filled; no more is on offer until the market shows it. */
  Placed partlyFilled(String id) {
    prices.show(new BigDecimal(4));
    var placed = accepted(place(buy(id, "10", OrderTerms.limit(nearAbove(), TimeInForce.GTC))));
    events.awaitOrder(placed.brokerOrderId(), OrderStatus.PARTIALLY_FILLED);
    return placed;
  }

  CommandOutcome replace(Placed placed, String id, OrderChange change) {
    return broker.replaceOrder(new ReplaceOrder(ref(placed), id, change), Attempt.unguarded());
  }

  static OrderChange change(@Nullable BigDecimal quantity, @Nullable BigDecimal limit) {
    return new OrderChange(quantity, limit, null, null, null, null);
  }

  CommandOutcome place(NewOrder order) {
    return broker.placeOrder(order, Attempt.unguarded());
  }

  CommandOutcome cancel(Placed placed) {
    return broker.cancelOrder(ref(placed), Attempt.unguarded());
  }

  OrderRef ref(Placed placed) {
    return OrderRef.byBrokerOrderId(account, placed.brokerOrderId());
  }

  OrderReport found(OrderRef ref) {
    return ((Lookup.Found) broker.findOrder(ref)).report();
  }

  /** Alpaca replaces no order that it has not routed yet. */
  void awaitWorking(Placed placed) {
    try (var _ = broker.openStream(events)) {
      events.await(StreamEvents.Gap.class, _ -> true);
      if (found(ref(placed)).status() != OrderStatus.NEW) {
        events.awaitOrder(placed.brokerOrderId(), OrderStatus.NEW);
      }
    }
  }

  record Placed(String brokerOrderId) {}

  static Placed accepted(CommandOutcome outcome) {
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    return new Placed(Objects.requireNonNull(((CommandOutcome.Accepted) outcome).brokerOrderId()));
  }

  NewOrder buy(String id, String quantity, OrderTerms terms) {
    return buy(id, OrderQuantity.units(quantity), terms);
  }

  NewOrder buy(String id, OrderQuantity quantity, OrderTerms terms) {
    return order(AAPL, id, quantity, terms);
  }

  NewOrder order(Instrument instrument, String id, OrderQuantity quantity, OrderTerms terms) {
    return NewOrder.simple(account, id, instrument, Side.BUY, quantity, terms);
  }

  NewOrder bracket(String id, String below, String above) {
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

  Quote quoteOf(Instrument instrument) {
    return broker.fetchQuotes(List.of(instrument)).getFirst();
  }

  /** The instrument of which the least money is offered, so that an order can take it all. */
  Quote thinnestQuote() {
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

  BigDecimal ask() {
    return Objects.requireNonNull(quoteOf(AAPL).ask());
  }

  String farBelow() {
    return ask().divide(BigDecimal.TWO, 2, RoundingMode.DOWN).toPlainString();
  }

  String nearAbove() {
    return ask().multiply(new BigDecimal("1.1")).setScale(2, RoundingMode.UP).toPlainString();
  }

  BigDecimal farAbove() {
    return ask().multiply(new BigDecimal("1.2")).setScale(2, RoundingMode.UP);
  }

  List<Transaction> transactions(@Nullable Instant since) {
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

  void control(String method, String path, String body) {
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
