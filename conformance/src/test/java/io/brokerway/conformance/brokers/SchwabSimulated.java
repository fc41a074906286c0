package io.brokerway.conformance.brokers;

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
import io.brokerway.brokers.charlesschwab.SchwabBrokerFactory;
import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.conformance.StreamTrouble;
import io.brokerway.conformance.Trouble;
import io.brokerway.conformance.Wiretap;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.charlesschwab.SchwabSimulator;
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

/** Schwab's adapter before Schwab's simulator, with a wiretap between them. */
public final class SchwabSimulated implements SimulatedBroker {
  /** A Tuesday, half an hour after the opening. */
  private static final Instant START = Instant.parse("2026-03-03T15:00:00Z");

  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(30);
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);
  private static final int MOST_MESSAGES_OF_AN_ORDER = 20;
  private static final int AS_OFTEN_AS_WE_LIKE = 100_000;

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS)));
  private final SchwabSimulator schwab;
  private final Wiretap tap;
  private final BrokerFactory adapter = new SchwabBrokerFactory();
  private final HttpClient http = HttpClient.newHttpClient();

  private SchwabSimulated() {
    clock.set(START);
    schwab = SchwabSimulator.start(clock, prices);
    tap = Wiretap.before(schwab.traderUrl().getPort());
    prices.show(PLENTY);
    // One app for a thousand cases: its count would fill at once.
    control("/limit", "{\"requests_per_minute\":%d}".formatted(AS_OFTEN_AS_WE_LIKE));
  }

  public static SchwabSimulated start() {
    return new SchwabSimulated();
  }

  @Override
  public String description() {
    return "our simulator of Schwab, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    return new BrokerSettings(
        Map.of(
            "base-url", tap.through(schwab.traderUrl()).toString(),
            "data-url", tap.through(schwab.marketUrl()).toString(),
            "stream-url", tap.through(schwab.streamerUrl()).toString(),
            // Opened by the user's browser, not by the adapter.
            "auth-url", schwab.authorizeUrl().toString(),
            "token-url", tap.through(schwab.tokenUrl()).toString(),
            "calls-per-minute", Integer.toString(AS_OFTEN_AS_WE_LIKE),
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
    return new SchwabAccount(schwab, schwab.openAccount(true, cash));
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, schwab.venue().prices(), clock.instant());
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    var apple = Instrument.Equity.us("AAPL");
    var day = OrderTerms.market(TimeInForce.DAY);
    return List.of(
        AlpacaSimulated.refused(
            RejectReason.INSUFFICIENT_FUNDS, "more than the cash", apple, Side.BUY, "1000000", day),
        AlpacaSimulated.refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "no such symbol",
            Instrument.Equity.us("NOSUCH"),
            Side.BUY,
            "1",
            day),
        AlpacaSimulated.refused(
            RejectReason.INVALID_PRICE,
            "less than a cent",
            apple,
            Side.BUY,
            "1",
            OrderTerms.limit("10.123", TimeInForce.DAY)),
        AlpacaSimulated.refused(
                RejectReason.INSUFFICIENT_POSITION,
                "more than is held",
                apple,
                Side.SELL,
                "5",
                day)
            .after(AlpacaSimulated.part(apple, Side.BUY, "2", day)));
  }

  @Override
  public boolean canBefall(BrokerCall call, Trouble trouble) {
    return SchwabFaults.canBefall(call, trouble);
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    schwab.spoil(SchwabFaults.of(call, trouble));
  }

  @Override
  public void spoilStreams(StreamTrouble trouble) {
    switch (trouble) {
      case DROP -> streams("drop", 1);
      case FREEZE -> streams("freeze", 1);
      case DUPLICATE -> streams("duplicate", MOST_MESSAGES_OF_AN_ORDER);
      case GARBAGE -> control("/updates", "{\"text\":\"{\\\"data\\\":[{\\\"content\\\":7}]}\"}");
    }
  }

  private void streams(String action, int count) {
    control("/streams", "{\"action\":\"%s\",\"count\":%d}".formatted(action, count));
  }

  private void control(String path, String body) {
    try {
      var address = schwab.controlUrl() + "/charles_schwab" + path;
      var request =
          HttpRequest.newBuilder(URI.create(address))
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
    schwab.faults().clear();
    streams("duplicate", 0);
    prices.show(PLENTY);
    var apple = prices.find("AAPL").orElseThrow();
    var hours = schwab.venue().prices().hours(apple, clock.instant());
    var next = hours.nextOpen();
    if (!hours.isRegular() && next != null) {
      clock.set(next.plus(AFTER_THE_OPENING));
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
    schwab.close();
  }
}
