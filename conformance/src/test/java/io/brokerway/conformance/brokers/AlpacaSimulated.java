package io.brokerway.conformance.brokers;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.brokers.alpaca.AlpacaBrokerFactory;
import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.conformance.StreamTrouble;
import io.brokerway.conformance.Trouble;
import io.brokerway.conformance.Wiretap;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.KeyPair;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Alpaca's adapter before Alpaca's simulator, with a wiretap between them. */
public final class AlpacaSimulated implements SimulatedBroker {
  /** A Tuesday, half an hour after the opening. */
  private static final Instant START = Instant.parse("2026-03-03T15:00:00Z");

  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(30);
  private static final Duration TO_THE_EVENING = Duration.ofHours(10);

  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);
  private static final int MOST_MESSAGES_OF_AN_ORDER = 20;

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS)));
  private final AlpacaSimulator alpaca;
  private final Wiretap tap;
  private final BrokerFactory adapter = new AlpacaBrokerFactory();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AlpacaAccount> accounts = new ArrayList<>();

  private AlpacaSimulated() {
    clock.set(START);
    alpaca = AlpacaSimulator.start(clock, prices);
    tap = Wiretap.before(alpaca.liveUrl().getPort());
    prices.show(PLENTY);
  }

  public static AlpacaSimulated start() {
    return new AlpacaSimulated();
  }

  @Override
  public String description() {
    return "our simulator of Alpaca, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    return new BrokerSettings(
        Map.of(
            "base-url", tap.through(alpaca.liveUrl()).toString(),
            "paper-base-url", tap.through(alpaca.paperUrl()).toString(),
            "data-url", tap.through(alpaca.dataUrl()).toString(),
            "stream-url", tap.through(alpaca.liveStreamUrl()).toString(),
            "paper-stream-url", tap.through(alpaca.paperStreamUrl()).toString(),
            // Opened by the user's browser, not by the adapter.
            "auth-url", alpaca.authorizeUrl().toString(),
            "token-url", tap.through(alpaca.tokenUrl()).toString(),
            "timeout", "PT1S"));
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public long traffic() {
    return tap.sent();
  }

  @Override
  public SimulatedAccount openAccount(
      LoginOption option, Environment environment, BigDecimal cash) {
    var keys = alpaca.openAccount(environment, AccountTerms.margin(), cash);
    var account = new AlpacaAccount(alpaca, entrance(option, environment, keys), keys);
    accounts.add(account);
    return account;
  }

  private AlpacaEntrance entrance(LoginOption option, Environment environment, KeyPair keys) {
    return option.kind() == LoginKind.OAUTH2_CODE
        ? AlpacaOAuthEntrance.of(alpaca, option, environment, keys)
        : new AlpacaKeyEntrance(alpaca, option, environment, keys);
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, alpaca.venue().prices(), clock.instant());
  }

  @Override
  public List<OrderLeg> legs() {
    var contracts = Specimens.contracts(alpaca.venue().prices(), clock.instant());
    return List.of(
        new OrderLeg(contracts.getFirst().instrument(), Side.BUY, 1, PositionEffect.OPEN),
        new OrderLeg(contracts.getLast().instrument(), Side.SELL, 1, PositionEffect.OPEN));
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    var apple = Instrument.Equity.us("AAPL");
    var bitcoin = Instrument.CryptoPair.parse("BTC-USD");
    var day = OrderTerms.market(TimeInForce.DAY);
    var gtc = OrderTerms.market(TimeInForce.GTC);
    return List.of(
        refused(
            RejectReason.INSUFFICIENT_FUNDS, "more than the cash", apple, Side.BUY, "1000000", day),
        refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "no such symbol",
            Instrument.Equity.us("NOSUCH"),
            Side.BUY,
            "1",
            day),
        refused(
            RejectReason.INVALID_PRICE,
            "less than a cent",
            apple,
            Side.BUY,
            "1",
            OrderTerms.limit("10.123", TimeInForce.DAY)),
        refused(
            RejectReason.INVALID_QUANTITY, "too little crypto", bitcoin, Side.BUY, "0.00001", gtc),
        refused(
            RejectReason.INSUFFICIENT_POSITION, "crypto not held", bitcoin, Side.SELL, "1", gtc),
        refused(RejectReason.NOT_SHORTABLE, "a fraction short", apple, Side.SELL, "0.5", day),
        refused(RejectReason.INSUFFICIENT_POSITION, "more than is held", apple, Side.SELL, "5", day)
            .after(part(apple, Side.BUY, "2", day)),
        refused(RejectReason.RULE, "a trade with the own order", apple, Side.BUY, "1", day)
            .after(part(apple, Side.SELL, "2", OrderTerms.limit("9999", TimeInForce.DAY))));
  }

  static RefusedOrder.Part part(
      Instrument instrument, Side side, String quantity, OrderTerms terms) {
    return new RefusedOrder.Part(instrument, side, OrderQuantity.units(quantity), terms);
  }

  static RefusedOrder refused(
      RejectReason reason,
      String what,
      Instrument instrument,
      Side side,
      String quantity,
      OrderTerms terms) {
    return new RefusedOrder(reason, what, List.of(), part(instrument, side, quantity, terms));
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    alpaca.spoil(AlpacaFaults.of(call, trouble));
  }

  @Override
  public void spoilStreams(StreamTrouble trouble) {
    switch (trouble) {
      case DROP -> streams("drop", 1);
      case FREEZE -> streams("freeze", 1);
      case DUPLICATE -> streams("duplicate", MOST_MESSAGES_OF_AN_ORDER);
      case GARBAGE ->
          control(
              "/alpaca/updates",
              "{\"key_id\":\"%s\",\"data\":{\"event\":\"new\",\"order\":{\"id\":[]}}}"
                  .formatted(accounts.getLast().keyId()));
    }
  }

  private void streams(String action, int count) {
    control("/alpaca/streams", "{\"action\":\"%s\",\"count\":%d}".formatted(action, count));
  }

  private void control(String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(alpaca.controlUrl() + path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var reply = http.send(request, BodyHandlers.ofString());
      if (reply.statusCode() / 100 != 2) {
        throw new AssertionError("the simulator refused %s: %s".formatted(body, reply.body()));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void heal() {
    alpaca.faults().clear();
    streams("duplicate", 0);
    prices.show(PLENTY);
    openTheMarket();
  }

  private void openTheMarket() {
    var hours = alpaca.venue().prices().hours(apple(), clock.instant());
    var next = hours.nextOpen();
    if (!hours.isRegular() && next != null) {
      clock.set(next.plus(AFTER_THE_OPENING));
    }
  }

  private Listed apple() {
    return prices.find("AAPL").orElseThrow();
  }

  @Override
  public void moveTo(TimeInForce timeInForce, TradingSession session) {
    if (timeInForce == TimeInForce.OPG) {
      clock.advance(TO_THE_EVENING);
    }
  }

  @Override
  public void offer(BigDecimal units) {
    prices.show(units);
    clock.advance(Duration.ofSeconds(1));
  }

  @Override
  public void advance(Duration time) {
    clock.advance(time);
  }

  @Override
  public void close() {
    http.close();
    tap.close();
    alpaca.close();
  }
}
