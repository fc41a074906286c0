package io.brokerway.conformance.brokers;

import static io.brokerway.conformance.brokers.AlpacaSimulated.part;
import static io.brokerway.conformance.brokers.AlpacaSimulated.refused;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.brokers.tradestation.TradeStationBrokerFactory;
import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.conformance.StreamTrouble;
import io.brokerway.conformance.Trouble;
import io.brokerway.conformance.Wiretap;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.tradestation.TradeStationSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** TradeStation's adapter before TradeStation's simulator, with a wiretap between them. */
public final class TradeStationSimulated implements SimulatedBroker {
  /** A Tuesday, half an hour after the opening. */
  private static final Instant START = Instant.parse("2026-03-03T15:00:00Z");

  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(30);
  private static final Duration TO_THE_EVENING = Duration.ofHours(10);
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);
  private static final int MOST_MESSAGES_OF_AN_ORDER = 20;

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS)));
  private final TradeStationSimulator tradeStation;
  private final Wiretap tap;
  private final BrokerFactory adapter = new TradeStationBrokerFactory();
  private final HttpClient http = HttpClient.newHttpClient();

  private TradeStationSimulated() {
    clock.set(START);
    tradeStation = TradeStationSimulator.start(clock, prices);
    tap = Wiretap.before(tradeStation.liveUrl().getPort());
    prices.show(PLENTY);
  }

  public static TradeStationSimulated start() {
    return new TradeStationSimulated();
  }

  @Override
  public String description() {
    return "our simulator of TradeStation, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    var signIn = tap.through(tradeStation.signInUrl()).toString();
    return new BrokerSettings(
        Map.of(
            "base-url", tap.through(tradeStation.liveUrl()) + "/v3",
            "sim-base-url", tap.through(tradeStation.simulationUrl()) + "/v3",
            // Opened by the user's browser, not by the adapter.
            "auth-url", tradeStation.signInUrl() + "/authorize",
            "token-url", signIn + "/oauth/token",
            "revoke-url", signIn + "/oauth/revoke",
            "revoke-on-logout", "true",
            "stream-silence", "PT8S",
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
    return new TradeStationAccount(
        tradeStation, option, environment, tradeStation.openAccount(environment, cash));
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, tradeStation.venue().prices(), clock.instant());
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    var apple = Instrument.Equity.us("AAPL");
    var day = OrderTerms.market(TimeInForce.DAY);
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
        refused(RejectReason.INSUFFICIENT_POSITION, "not held", apple, Side.SELL, "1", day),
        refused(RejectReason.INSUFFICIENT_POSITION, "more than is held", apple, Side.SELL, "5", day)
            .after(part(apple, Side.BUY, "2", day)));
  }

  @Override
  public boolean canBefall(BrokerCall call, Trouble trouble) {
    return TradeStationFaults.canBefall(call, trouble);
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    tradeStation.spoil(TradeStationFaults.of(call, trouble));
  }

  @Override
  public void spoilStreams(StreamTrouble trouble) {
    switch (trouble) {
      case DROP -> streams("drop", 1);
      case FREEZE -> streams("freeze", 1);
      case DUPLICATE -> streams("duplicate", MOST_MESSAGES_OF_AN_ORDER);
      case GARBAGE -> streams("garbage", 1);
    }
  }

  private void streams(String action, int count) {
    var body = "{\"action\":\"%s\",\"count\":%d}".formatted(action, count);
    try {
      var request =
          HttpRequest.newBuilder(URI.create(tradeStation.controlUrl() + "/tradestation/streams"))
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
    tradeStation.faults().clear();
    streams("duplicate", 0);
    prices.show(PLENTY);
    openTheMarket();
  }

  private void openTheMarket() {
    var hours = tradeStation.venue().prices().hours(apple(), clock.instant());
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
    tradeStation.close();
  }
}
