package io.brokerway.conformance.brokers;

import static io.brokerway.conformance.brokers.AlpacaSimulated.part;
import static io.brokerway.conformance.brokers.AlpacaSimulated.refused;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.brokers.coinbase.CoinbaseBrokerFactory;
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
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.coinbase.CoinbaseSetup;
import io.brokerway.simulators.coinbase.CoinbaseSimulator;
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

/** Coinbase's adapter before Coinbase's simulator, with a wiretap between them. */
public final class CoinbaseSimulated implements SimulatedBroker {
  private static final Instant START = Instant.parse("2026-03-03T15:00:00Z");
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);
  private static final int MOST_MESSAGES_OF_AN_ORDER = 20;

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.alwaysOpen()));
  private final CoinbaseSimulator coinbase;
  private final Wiretap tap;
  private final BrokerFactory adapter = new CoinbaseBrokerFactory();
  private final HttpClient http = HttpClient.newHttpClient();

  private CoinbaseSimulated() {
    clock.set(START);
    coinbase = CoinbaseSimulator.start(CoinbaseSetup.inMemory(clock, prices), 0);
    tap = Wiretap.before(coinbase.url().getPort());
    prices.show(PLENTY);
  }

  public static CoinbaseSimulated start() {
    return new CoinbaseSimulated();
  }

  @Override
  public String description() {
    return "our simulator of Coinbase, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    var login = coinbase.loginUrl();
    return new BrokerSettings(
        Map.of(
            "base-url",
            tap.through(coinbase.url()).toString(),
            "stream-url",
            tap.through(coinbase.userStreamUrl()).toString(),
            // Opened by the user's browser, not by the adapter.
            "auth-url",
            login + "/oauth2/auth",
            "token-url",
            tap.through(URI.create(login + "/oauth2/token")).toString(),
            // As many as the simulator takes.
            "trading-calls-per-second",
            "30",
            "timeout",
            "PT1S"));
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
    var opened = coinbase.openPortfolio(cash);
    var entrance =
        option.kind() == LoginKind.OAUTH2_CODE
            ? CoinbaseOAuthEntrance.of(coinbase, option, opened.portfolio())
            : new CoinbaseKeyEntrance(coinbase, option, opened.key());
    return new CoinbaseAccount(coinbase, entrance, opened.portfolio().id());
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, coinbase.venue().prices(), clock.instant());
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    var bitcoin = Instrument.CryptoPair.parse("BTC-USD");
    var now = OrderTerms.market(TimeInForce.IOC);
    return List.of(
        refused(
            RejectReason.INSUFFICIENT_FUNDS, "more than the cash", bitcoin, Side.BUY, "1000", now),
        refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "no such product",
            Instrument.CryptoPair.parse("NOSUCH-USD"),
            Side.BUY,
            "1",
            now),
        refused(
            RejectReason.INVALID_PRICE,
            "a price between two steps",
            bitcoin,
            Side.BUY,
            "1",
            OrderTerms.limit("100.12345", TimeInForce.GTC)),
        refused(
            RejectReason.INVALID_QUANTITY,
            "less than the smallest size",
            bitcoin,
            Side.BUY,
            "0.000000001",
            now),
        refused(RejectReason.INSUFFICIENT_POSITION, "coins not held", bitcoin, Side.SELL, "1", now),
        refused(
                RejectReason.INSUFFICIENT_POSITION,
                "more than is held",
                bitcoin,
                Side.SELL,
                "2",
                now)
            .after(part(bitcoin, Side.BUY, "1", now)));
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    coinbase.spoil(CoinbaseFaults.of(call, trouble));
  }

  @Override
  public void spoilStreams(StreamTrouble trouble) {
    switch (trouble) {
      case DROP -> streams("drop", 1);
      case FREEZE -> streams("freeze", 1);
      case DUPLICATE -> streams("duplicate", MOST_MESSAGES_OF_AN_ORDER);
      case GARBAGE -> streams("garble", 1);
    }
  }

  private void streams(String action, int count) {
    var body = "{\"action\":\"%s\",\"count\":%d}".formatted(action, count);
    try {
      var request =
          HttpRequest.newBuilder(URI.create(coinbase.controlUrl() + "/coinbase/streams"))
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
    coinbase.faults().clear();
    streams("duplicate", 0);
    prices.show(PLENTY);
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
    coinbase.close();
  }
}
