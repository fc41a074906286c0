package io.brokerway.conformance.brokers;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.brokers.zerodha.ZerodhaBrokerFactory;
import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.CannotSimulate;
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
import io.brokerway.simulators.zerodha.ZerodhaSimulator;
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
import java.util.List;
import java.util.Map;

/** Zerodha's adapter before Zerodha's simulator, with a wiretap between them. */
public final class ZerodhaSimulated implements SimulatedBroker {
  /** A Wednesday, three quarters of an hour after the opening in Mumbai. */
  private static final Instant START = Instant.parse("2026-03-11T04:30:00Z");

  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNSE);
  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(45);
  private static final CurrencyCode RUPEE = new CurrencyCode("INR");
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);
  private static final int MOST_MESSAGES_OF_AN_ORDER = 20;

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS)));
  private final ZerodhaSimulator zerodha;
  private final Wiretap tap;
  private final BrokerFactory adapter = new ZerodhaBrokerFactory();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SimulatedAccount> accounts = new ArrayList<>();

  private ZerodhaSimulated() {
    clock.set(START);
    zerodha = ZerodhaSimulator.start(clock, prices, true);
    tap = Wiretap.before(zerodha.apiUrl().getPort());
    prices.show(PLENTY);
  }

  public static ZerodhaSimulated start() {
    return new ZerodhaSimulated();
  }

  @Override
  public String description() {
    return "our simulator of Zerodha, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    return new BrokerSettings(
        Map.of(
            "base-url", tap.through(zerodha.apiUrl()).toString(),
            // Opened by the user's browser, not by the adapter.
            "auth-url", zerodha.loginUrl().toString(),
            "stream-url", tap.through(zerodha.tickerUrl()).toString(),
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
    var account = new ZerodhaAccount(zerodha, option, environment, zerodha.openAccount(cash));
    accounts.add(account);
    return account;
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    if (assetClass != AssetClass.EQUITY) {
      throw new CannotSimulate("an exchange of India that trades " + assetClass);
    }
    var listed = zerodha.venue().prices().find("NSE:INFY").orElseThrow();
    var ask = zerodha.venue().prices().quote(listed, clock.instant()).ask();
    return new Specimen(
        share("INFY"),
        share("NOSUCH"),
        new BigDecimal(4),
        new BigDecimal("0.5"),
        new Money(new BigDecimal(5_000), RUPEE),
        rounded(ask, "0.9"),
        rounded(ask, "1.1"),
        rounded(ask, "1.03"),
        BigDecimal.ONE);
  }

  private static BigDecimal rounded(BigDecimal ask, String times) {
    return ask.multiply(new BigDecimal(times)).setScale(0, RoundingMode.HALF_UP);
  }

  private static Instrument share(String symbol) {
    return new Instrument.Equity(symbol, Mic.XNSE, RUPEE);
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    var infosys = share("INFY");
    var day = OrderTerms.market(TimeInForce.DAY);
    var price = specimen(AssetClass.EQUITY).below();
    return List.of(
        AlpacaSimulated.refused(
            RejectReason.INSUFFICIENT_FUNDS,
            "more than the funds",
            infosys,
            Side.BUY,
            "50000",
            day),
        AlpacaSimulated.refused(
            RejectReason.UNKNOWN_INSTRUMENT, "no such symbol", share("NOSUCH"), Side.BUY, "1", day),
        AlpacaSimulated.refused(
            RejectReason.INVALID_PRICE,
            "between two ticks",
            infosys,
            Side.BUY,
            "1",
            OrderTerms.limit(price.add(new BigDecimal("0.013")).toPlainString(), TimeInForce.DAY)),
        AlpacaSimulated.refused(
            RejectReason.INSUFFICIENT_POSITION, "shares not held", infosys, Side.SELL, "5", day));
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    zerodha.spoil(ZerodhaFaults.of(call, trouble));
  }

  @Override
  public void spoilStreams(StreamTrouble trouble) {
    switch (trouble) {
      case DROP -> streams("drop", 1);
      case FREEZE -> streams("freeze", 1);
      case DUPLICATE -> streams("duplicate", MOST_MESSAGES_OF_AN_ORDER);
      case GARBAGE ->
          control(
              "/zerodha/updates",
              "{\"user_id\":\"%s\",\"data\":{\"order_id\":[]}}"
                  .formatted(accounts.getLast().number()));
    }
  }

  private void streams(String action, int count) {
    control("/zerodha/streams", "{\"action\":\"%s\",\"count\":%d}".formatted(action, count));
  }

  private void control(String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(zerodha.controlUrl() + path))
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
    zerodha.faults().clear();
    streams("duplicate", 0);
    prices.show(PLENTY);
    var hours = CALENDAR.hoursAt(clock.instant());
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
    zerodha.close();
  }
}
