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
import io.brokerway.brokers.etrade.EtradeBrokerFactory;
import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.conformance.Trouble;
import io.brokerway.conformance.Wiretap;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.etrade.EtradeSetup;
import io.brokerway.simulators.etrade.EtradeSimulator;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** E*TRADE's adapter before E*TRADE's simulator, with a wiretap between them. */
public final class EtradeSimulated implements SimulatedBroker {
  /** A Tuesday, half an hour after the opening. */
  private static final Instant START = Instant.parse("2026-03-03T15:00:00Z");

  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(30);
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);

  /** Many times what E*TRADE allows, on both sides: the suite asks more than a user does. */
  private static final int PACE = 100;

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS)));
  private final EtradeSimulator etrade;
  private final Wiretap tap;
  private final BrokerFactory adapter = new EtradeBrokerFactory();

  private EtradeSimulated() {
    clock.set(START);
    etrade = EtradeSimulator.start(EtradeSetup.inMemory(clock, prices).withPace(PACE), 0);
    tap = Wiretap.before(etrade.apiUrl().getPort());
    prices.show(PLENTY);
  }

  public static EtradeSimulated start() {
    return new EtradeSimulated();
  }

  @Override
  public String description() {
    return "our simulator of E*TRADE, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    var calls = String.valueOf(PACE);
    return new BrokerSettings(
        Map.of(
            "base-url",
            tap.through(etrade.apiUrl()).toString(),
            // Opened by the user's browser, not by the adapter.
            "auth-url",
            etrade.authorizeUrl().toString(),
            "timeout",
            "PT1S",
            "order-calls-per-second",
            calls,
            "account-calls-per-second",
            calls,
            "market-calls-per-second",
            calls));
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
    return new EtradeAccount(etrade, option.id(), etrade.openAccount(AccountTerms.margin(), cash));
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, etrade.venue().prices(), clock.instant());
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
            OrderTerms.limit("10.123", TimeInForce.DAY)));
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    etrade.spoil(EtradeFaults.of(call, trouble));
  }

  @Override
  public void heal() {
    etrade.faults().clear();
    prices.show(PLENTY);
    openTheMarket();
  }

  private void openTheMarket() {
    var apple = prices.find("AAPL").orElseThrow();
    var hours = etrade.venue().prices().hours(apple, clock.instant());
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
    tap.close();
    etrade.close();
  }
}
